import type { ActionResult } from "@/lib/actions/result";

type FormAction = (previous: null, form: FormData) => Promise<ActionResult<void>>;

/** What an administrator can do with the notes of a licence. */
export type OverlayActions = {
  saveOverlay: FormAction;
  savePrice: FormAction;
  deletePrice: (input: { licenceId: number; startsOn: string }) => Promise<ActionResult<void>>;
};
