/** What servers have otherwise than a stack declares. */
export interface Drift {
  /** Who was asked, by their keys in the configuration. */
  readonly asked: readonly string[];
  /** One line for each thing that is missing or otherwise, and for each server that could not be asked. */
  readonly found: readonly string[];
}
