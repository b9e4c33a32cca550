import type { ActionResult } from "@/lib/actions/result";
import type { AccountRole } from "@/lib/db/generated/enums";

/** The server actions that this folder's components are given: they cannot import from app/. */
export type FormAction<Data = void> = (previous: null, form: FormData) => Promise<ActionResult<Data>>;

export type AccountActions = {
  changeRole: (input: { accountId: string; role: AccountRole }) => Promise<ActionResult<void>>;
  setEnabled: (input: { accountId: string; isEnabled: boolean }) => Promise<ActionResult<void>>;
  setPassword: FormAction;
};
