/** A configured secret on its way to the component that needs it. Printing it by accident shows `[secret]`. */
export class Hidden {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself; only rules and the conversion to a secret output ask for it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }
}
