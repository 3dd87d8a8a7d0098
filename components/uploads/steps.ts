import { type Presence, type UploadSettings, bkrepoUploads, redisInstances } from "../../config/uploads.ts";

/** What is left to a person of the uploads, in order. */
export function uploadSteps(settings: UploadSettings, runtimes: Presence): string[] {
  return [...runtimesStep(settings, runtimes), ...commandSteps(settings), ...poolStep(settings)];
}

/** Of every mode: even a Job may still be downloading, or have failed without anybody waiting for it. */
function runtimesStep({ runtimes: by }: UploadSettings, presence: Presence): string[] {
  if (presence === "there") return [];
  const found =
    presence === "missing"
      ? "The language runtimes are missing in bkrepo, so that no application can be built"
      : "Nobody here could ask bkrepo whether it has the language runtimes";
  const deed: Record<typeof by, string> = {
    job: "their Job downloads them, and make upload WHAT=runtimes starts it again",
    command:
      "make upload WHAT=runtimes prints the command that uploads them (without Internet: VENDOR=<dir>)",
    off: "let uploads.runtimes be job or command",
  };
  return [`${found}: ${deed[by]}.`];
}

function commandSteps(settings: UploadSettings): string[] {
  return bkrepoUploads
    .filter((name) => name !== "runtimes" && settings[name] === "command")
    .map((name) => `Run the command that make upload WHAT=${name} prints.`);
}

function poolStep(settings: UploadSettings): string[] {
  const { by } = settings.redis;
  if (by === "job") return [];
  if (by === "command" && Object.keys(redisInstances(settings)).length > 0) {
    return [
      "Run the command that make upload WHAT=redis prints, once: each run adds its entries to the pool.",
    ];
  }
  return [
    "Applications with the add-on service redis need servers in its pool: uploads.redis, or the administration's page of it.",
  ];
}
