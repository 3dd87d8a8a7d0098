/** A text that was posted, and can be edited. */
export interface Post {
  readonly id: number;
  readonly text: string;
}

/** Where this project's own posts stand: comments of a pull request, notes of a merge request, open issues. */
export interface Board {
  /** Posts of ours, and of nobody else: others must not be edited, whatever they begin with. */
  own(): Promise<readonly Post[]>;
  add(title: string, text: string): Promise<void>;
  edit(post: Post, text: string): Promise<void>;
  /** Takes back what is no longer so; nothing where a board keeps it. */
  close?(post: Post): Promise<void>;
}

/** A text to post. */
export interface Draft {
  readonly title: string;
  readonly text: string;
  /** Whether it is worth a post where there is none yet; without it only one that is there is edited. */
  readonly isNews: boolean;
}

/** Posts a text once: the one of before, which begins with the same marker, is edited. */
export async function postOnce(board: Board, marker: string, draft: Draft): Promise<void> {
  const before = (await board.own()).find((post) => post.text.startsWith(marker));
  const whole = draft.text.startsWith(marker) ? draft.text : `${marker}\n${draft.text}`;
  if (before === undefined) {
    if (draft.isNews) await board.add(draft.title, whole);
  } else if (before.text !== whole) await board.edit(before, whole);
}

/** Closes the post that begins with a marker, where there is one. */
export async function closeIfPosted(board: Board, marker: string): Promise<void> {
  const before = (await board.own()).find((post) => post.text.startsWith(marker));
  if (before !== undefined) await board.close?.(before);
}
