import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { AuditEntry } from "@/lib/audit/record";
import { can, type Permission } from "@/lib/auth/permissions";
import type { CurrentAccount } from "@/lib/auth/session";
import { describeFailure, describeInvalidInput, failed } from "./failure";
import { readInput } from "./read-input";
import type { ActionResult } from "./result";

/** A server action: called with its input, given to a form, or given to `useActionState`. */
export interface Action<Input, Data> {
  (...input: undefined extends Input ? [input?: Input] : [input: Input]): Promise<ActionResult<Data>>;
  (previous: ActionResult<Data> | null, form: FormData): Promise<ActionResult<Data>>;
  /** feature and verb: "portal.create"; stands in the log and, unless told otherwise, in the audit */
  readonly actionName: string;
  /** null: open to everybody, made by `publicAction` */
  readonly permission: Permission | null;
}

type Definition<Schema extends z.ZodType, Data> = {
  name: string;
  permission: Permission;
  input: Schema;
  /**
   * A line for the audit after the command; null for none. Commands that have a transaction write their own inside it and
   * leave this out. Annotate `data`: TypeScript reads this before it knows what the command answers.
   */
  audit?: (input: z.output<Schema>, data: Data) => (Omit<AuditEntry, "action"> & { action?: string }) | null;
};

type Command<Schema extends z.ZodType, Data> = (call: {
  input: z.output<Schema>;
  account: CurrentAccount;
}) => Promise<Data>;

type Surroundings = {
  currentAccount: () => Promise<CurrentAccount | null>;
  writeAudit: (actor: CurrentAccount, entry: AuditEntry) => Promise<void>;
};

/** Makes `defineAction`; apart from it so that its order of steps can be tested with any account. */
export function createDefineAction({ currentAccount, writeAudit }: Surroundings) {
  return function defineAction<Schema extends z.ZodType, Data>(
    { name, permission, input: schema, audit }: Definition<Schema, Data>,
    command: Command<Schema, Data>,
  ): Action<z.input<Schema>, Data> {
    const run = async (given: unknown): Promise<ActionResult<Data>> => {
      let account: CurrentAccount | null = null;
      try {
        account = await currentAccount();
        if (!account) return { ok: false, error: failed("not-signed-in") };
        if (!can(account, permission)) return { ok: false, error: failed("not-allowed") };
        const input = await schema.safeParseAsync(readInput(given));
        if (!input.success) return { ok: false, error: describeInvalidInput(input.error) };
        const data = await command({ input: input.data, account });
        const entry = audit?.(input.data, data);
        if (entry) await writeAudit(account, { action: name, ...entry });
        return { ok: true, data };
      } catch (error) {
        unstable_rethrow(error);
        return { ok: false, error: describeFailure(error, { action: name, accountId: account?.id }) };
      }
    };
    return asAction(run, name, permission);
  };
}

/**
 * An action that nobody has to sign in for: sign-in itself, setup, preferences of the browser. Everything else is closed
 * unless `defineAction` opens it.
 */
export function publicAction<Schema extends z.ZodType, Data>(
  { name, input: schema }: { name: string; input: Schema },
  command: (call: { input: z.output<Schema> }) => Promise<Data>,
): Action<z.input<Schema>, Data> {
  const run = async (given: unknown): Promise<ActionResult<Data>> => {
    try {
      const input = await schema.safeParseAsync(readInput(given));
      if (!input.success) return { ok: false, error: describeInvalidInput(input.error) };
      return { ok: true, data: await command({ input: input.data }) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, error: describeFailure(error, { action: name }) };
    }
  };
  return asAction(run, name, null);
}

/** `useActionState` puts the previous result before the form: the input is what comes last. */
function asAction<Input, Data>(
  run: (given: unknown) => Promise<ActionResult<Data>>,
  actionName: string,
  permission: Permission | null,
): Action<Input, Data> {
  const action = async (...given: unknown[]) => run(given.at(-1));
  return Object.assign(action, { actionName, permission });
}
