"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useOpenByLink } from "@/components/ui/use-open-by-link";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { AccountRole } from "@/lib/db/generated/enums";
import { ScopeChoice } from "./scope-choice";

type Created = { id: string; token: string };
type Create = (previous: null, form: FormData) => Promise<ActionResult<Created>>;
type Props = { kind: "personal" | "service" /** of whoever makes it */; role: AccountRole; create: Create };

const days = ["90", "7", "30", "365", "never"] as const;

/** Asks for name, end and scopes, then shows the token: the only time that anybody sees it. */
export function AddToken(props: Props) {
  const t = useTranslations(`apiTokens.add.${props.kind}`);
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<Created | null>(null);
  useOpenByLink({ add: props.kind === "personal" ? () => setOpen(true) : null });
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) setCreated(null);
  };
  return (
    <>
      <Button
        appearance={props.kind === "personal" ? "primary" : "default"}
        icon={<Plus aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t("open")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={change} title={t("title")}>
        {created ? (
          <CreatedToken token={created.token} close={() => change(false)} />
        ) : (
          <AddTokenForm {...props} onCreated={setCreated} close={() => change(false)} />
        )}
      </Dialog>
    </>
  );
}

type FormProps = Props & { onCreated: (created: Created) => void; close: () => void };

function AddTokenForm({ kind, role: ownRole, create, onCreated, close }: FormProps) {
  const t = useTranslations("apiTokens");
  const common = useTranslations("common");
  const [role, setRole] = useState<AccountRole>(ownRole);
  const { form, isPending, error, fieldError } = useActionForm<Created>(create, { onDone: onCreated });
  return (
    <form {...form} className="flex flex-col gap-4 pb-2">
      <p className="text-muted">{t(`add.${kind}.text`)}</p>
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <TextField
        name="name"
        label={t("fields.name")}
        help={t("fields.nameHelp")}
        error={fieldError("name")}
        autoComplete="off"
      />
      {kind === "service" && (
        <Select
          name="role"
          label={t("fields.role")}
          defaultValue={role}
          onChange={(event) => setRole(event.currentTarget.value as AccountRole)}
          options={(["administrator", "viewer"] as const).map((value) => ({ value, label: t(`roles.${value}`) }))}
          error={fieldError("role")}
        />
      )}
      <Select
        name="days"
        label={t("fields.expiry")}
        defaultValue={days[0]}
        options={days.map((value) => ({ value, label: t(`days.${value}`) }))}
        error={fieldError("days")}
      />
      <ScopeChoice key={role} role={kind === "service" ? role : ownRole} error={fieldError("scopes")} />
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {t("add.submit")}
        </Button>
        <Button onClick={close}>{common("cancel")}</Button>
      </div>
    </form>
  );
}

function CreatedToken({ token, close }: { token: string; close: () => void }) {
  const t = useTranslations("apiTokens.created");
  const common = useTranslations("common");
  return (
    <div className="flex flex-col gap-4 pb-2">
      <MessageBar tone="warning">{t("once")}</MessageBar>
      <div className="flex items-center gap-2 rounded border border-line bg-hover px-3 py-2">
        <code data-secret className="min-w-0 flex-1 font-mono text-sm wrap-anywhere">
          {token}
        </code>
        <CopyButton value={token} label={t("copy")} />
      </div>
      <p className="text-muted">{t("use")}</p>
      <div className="flex justify-end">
        <Button appearance="primary" onClick={close}>
          {common("close")}
        </Button>
      </div>
    </div>
  );
}
