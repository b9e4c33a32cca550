"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import { useOpenByLink } from "@/components/ui/use-open-by-link";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { FormAction } from "./actions";
import { PasswordField } from "./password-field";
import { RoleSelect } from "./role-select";

export function AddAccount({ createAccount }: { createAccount: FormAction<{ id: string }> }) {
  const t = useTranslations("accounts.add");
  const [isOpen, setOpen] = useState(false);
  useOpenByLink({ add: () => setOpen(true) });
  return (
    <>
      <Button appearance="primary" icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t("title")}>
        <AddAccountForm createAccount={createAccount} close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

type FormProps = { createAccount: FormAction<{ id: string }>; close: () => void };

function AddAccountForm({ createAccount, close }: FormProps) {
  const t = useTranslations("accounts");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(createAccount, { onDone: close });
  return (
    <form {...form} className="flex flex-col gap-4 pb-2">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <TextField
        name="displayName"
        label={t("fields.displayName")}
        error={fieldError("displayName")}
        autoComplete="off"
      />
      <TextField
        name="username"
        label={t("fields.username")}
        help={t("fields.usernameHelp")}
        error={fieldError("username")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <RoleSelect defaultValue="viewer" error={fieldError("role")} />
      <PasswordField
        name="password"
        label={t("fields.firstPassword")}
        help={t("fields.passwordHelp")}
        error={fieldError("password")}
        autoComplete="new-password"
      />
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {t("add.submit")}
        </Button>
        <Button onClick={close}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
