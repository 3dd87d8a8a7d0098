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
  /** Its beginning: the post of before has the same one. */
  readonly marker: string;
  readonly text: string;
  /** Whether it is worth a post where there is none yet; without it only one that is there is edited. */
  readonly isNews: boolean;
}

/** Posts each text once: the one of before, which begins with the same marker, is edited. */
export async function postAll(board: Board, drafts: readonly Draft[]): Promise<void> {
  const posted = await board.own();
  for (const draft of drafts) await postOnce(board, posted, draft);
}

async function postOnce(board: Board, posted: readonly Post[], draft: Draft): Promise<void> {
  const { title, marker, text } = draft;
  const before = posted.find((post) => post.text.startsWith(marker));
  const whole = text.startsWith(marker) ? text : `${marker}\n${text}`;
  if (before === undefined) {
    if (draft.isNews) await board.add(title, whole);
  } else if (before.text !== whole) await board.edit(before, whole);
}

/** Closes the posts that begin with one of these markers. */
export async function closeAll(board: Board, markers: readonly string[]): Promise<void> {
  const closed = (await board.own()).filter(({ text }) => markers.some((marker) => text.startsWith(marker)));
  for (const post of closed) await board.close?.(post);
}
