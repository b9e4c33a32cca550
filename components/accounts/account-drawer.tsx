import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Drawer } from "@/components/ui/drawer";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccountRow } from "@/lib/accounts/queries";
import { AccountCommands } from "./account-commands";
import { AccountStatus } from "./account-status";
import type { AccountActions } from "./actions";

type Props = {
  account: AccountRow;
  isOwn: boolean;
  closeHref: string;
  previousHref: string | null;
  nextHref: string | null;
  actions: AccountActions;
};

export function AccountDrawer({ account, isOwn, closeHref, previousHref, nextHref, actions }: Props) {
  const t = useTranslations("accounts");
  const common = useTranslations("common");
  const { id, username, displayName, role, isEnabled } = account;
  return (
    <Drawer
      title={displayName}
      subtitle={username}
      closeHref={closeHref}
      previousHref={previousHref}
      nextHref={nextHref}
      actions={
        <AccountCommands
          // State inside belongs to one account.
          key={`${id} ${role} ${isEnabled}`}
          account={{ id, username, displayName, role, isEnabled }}
          isOwn={isOwn}
          actions={actions}
        />
      }
    >
      <DefinitionList
        items={[
          { label: common("status"), value: <AccountStatus account={account} /> },
          { label: t("fields.role"), value: `${t(`roles.${role}`)}: ${t(`roleTexts.${role}`)}` },
          {
            label: t("fields.lastSignIn"),
            value: account.lastSignInAt ? <RelativeTime value={account.lastSignInAt} /> : common("never"),
          },
          { label: t("fields.createdAt"), value: <RelativeTime value={account.createdAt} /> },
        ]}
      />
    </Drawer>
  );
}
