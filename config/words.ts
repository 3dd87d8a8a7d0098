/** A text for people, in both languages of the documentation. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}
