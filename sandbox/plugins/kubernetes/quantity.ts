const UNITS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Whether two amounts of a resource are the same in different spelling: `1024Mi` and `1Gi`, `1000m` and 1. */
export function sameQuantity(a: unknown, b: unknown): boolean {
  const first = amount(a);
  return first !== undefined && first === amount(b);
}

function amount(value: unknown): number | undefined {
  const match = /^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(value));
  const unit = UNITS[match?.[2] ?? ""];
  return match && unit !== undefined ? Number((Number(match[1]) * unit).toPrecision(12)) : undefined;
}
