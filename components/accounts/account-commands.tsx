"use client";

import { CircleCheck, CircleSlash, KeyRound, UserCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { useActionForm } from "@/lib/actions/use-action-form";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { AccountRole } from "@/lib/db/generated/enums";
import type { AccountActions } from "./actions";
import { PasswordField } from "./password-field";
import { RoleSelect } from "./role-select";

type Account = { id: string; username: string; displayName: string; role: AccountRole; isEnabled: boolean };
type Props = { account: Account; isOwn: boolean; actions: AccountActions };

/** What an administrator can do with one account. */
export function AccountCommands(props: Props) {
  return (
    <>
      <ChangeRole {...props} />
      <SetPassword {...props} />
      <SetEnabled {...props} />
    </>
  );
}

function ChangeRole({ account, actions }: Props) {
  const t = useTranslations("accounts.changeRole");
  const { failureOf } = useErrorText();
  const [role, setRole] = useState(account.role);
  return (
    <ConfirmDialog
      trigger={{ label: t("open"), icon: <UserCog aria-hidden /> }}
      title={t("title", { name: account.displayName })}
      confirmLabel={t("submit")}
      onConfirm={() => failureOf(actions.changeRole({ accountId: account.id, role }))}
    >
      <p className="pb-3 text-muted">{t("text")}</p>
      <RoleSelect defaultValue={account.role} onChange={setRole} />
    </ConfirmDialog>
  );
}

function SetEnabled({ account, isOwn, actions }: Props) {
  const t = useTranslations(account.isEnabled ? "accounts.disable" : "accounts.enable");
  const { failureOf } = useErrorText();
  return (
    <ConfirmDialog
      trigger={{
        label: t("open"),
        icon: account.isEnabled ? <CircleSlash aria-hidden /> : <CircleCheck aria-hidden />,
        appearance: account.isEnabled ? "danger" : "default",
      }}
      title={t("title", { name: account.displayName })}
      confirmLabel={t("submit")}
      isDanger={account.isEnabled}
      onConfirm={() => failureOf(actions.setEnabled({ accountId: account.id, isEnabled: !account.isEnabled }))}
    >
      {t("text", { name: account.displayName, isOwn: String(isOwn) })}
    </ConfirmDialog>
  );
}

function SetPassword({ account, isOwn, actions }: Props) {
  const t = useTranslations("accounts.setPassword");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<KeyRound aria-hidden />} onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t("title", { name: account.displayName })}>
        <SetPasswordForm accountId={account.id} setPassword={actions.setPassword} close={() => setOpen(false)}>
          {t("text", { name: account.displayName, isOwn: String(isOwn) })}
        </SetPasswordForm>
      </Dialog>
    </>
  );
}

type SetPasswordProps = {
  accountId: string;
  setPassword: AccountActions["setPassword"];
  close: () => void;
  children: ReactNode;
};

function SetPasswordForm({ accountId, setPassword, close, children }: SetPasswordProps) {
  const t = useTranslations("accounts");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(setPassword, { onDone: close });
  return (
    <form {...form} className="flex flex-col gap-4 pb-2">
      <p className="text-muted">{children}</p>
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <input type="hidden" name="accountId" value={accountId} />
      <PasswordField
        name="password"
        label={t("fields.newPassword")}
        help={t("fields.passwordHelp")}
        error={fieldError("password")}
        autoComplete="new-password"
      />
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {t("setPassword.submit")}
        </Button>
        <Button onClick={close}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
