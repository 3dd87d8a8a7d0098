/** How often to look whether the starting process is still there, in milliseconds. */
const INTERVAL = 500;

/** Calls back once when the process that started this one is gone, as after a `kill -9` of the CLI. */
export function onOrphaned(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, INTERVAL);
  timer.unref();
}
