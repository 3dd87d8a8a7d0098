/** What comes into a channel at one box and goes to others: a trunk, with a branch at every height. */
export interface Net {
  /** Heights at which it touches the left border of the channel, and the right one. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Closer than that, nobody tells one line from another. */
const NEAR = 7;

/** Lines that lie on each other are worse than any crossings. */
const COINCIDENCE = 100;

/**
 * The lane of each trunk, counted from the left; those that lead straight on have none. They are in an order in which
 * few cross, and share a lane only where they are not beside each other.
 */
export function lanesOf(nets: readonly Net[]): Map<Net, number> {
  const lanes = new Map<Net, number>();
  for (const net of ordered(nets.filter((one) => bottom(one) - top(one) >= 1))) {
    const beside = [...lanes].filter(([other]) => isBeside(other, net));
    lanes.set(net, Math.max(0, ...beside.map(([, lane]) => lane + 1)));
  }
  return lanes;
}

function top({ left, right }: Net): number {
  return Math.min(...left, ...right);
}

function bottom({ left, right }: Net): number {
  return Math.max(...left, ...right);
}

function isBeside(one: Net, other: Net): boolean {
  return top(one) < bottom(other) + NEAR && top(other) < bottom(one) + NEAR;
}

/** Each where it costs least among those before it, and once more among all. */
function ordered(nets: readonly Net[]): Net[] {
  return [...nets, ...nets].reduce<Net[]>(
    (row, net) =>
      inserted(
        row.filter((one) => one !== net),
        net,
      ),
    [],
  );
}

function inserted(row: readonly Net[], net: Net): Net[] {
  const costs = Array.from({ length: row.length + 1 }, (_, place) =>
    sum(row.map((other, index) => (index < place ? cost(other, net) : cost(net, other)))),
  );
  return row.toSpliced(costs.indexOf(Math.min(...costs)), 0, net);
}

/** How bad it is that the trunk of one is to the left of the other's. */
function cost(one: Net, other: Net): number {
  const crossings = (heights: readonly number[], net: Net): number =>
    heights.filter((height) => height > top(net) && height < bottom(net)).length;
  const coincidences = one.right.flatMap((height) =>
    other.left.filter((another) => Math.abs(height - another) < NEAR),
  );
  return crossings(one.right, other) + crossings(other.left, one) + COINCIDENCE * coincidences.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
