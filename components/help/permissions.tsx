import { useTranslations } from "next-intl";
import { MessageBar } from "@/components/ui/message-bar";
import type { EntraIds } from "@/lib/portals/entra-links";
import {
  delegatedPermission,
  entraPermissions,
  misspeltPermission,
  substitutePermissions,
} from "@/lib/portals/entra-permissions";
import { Actions, GuidePart, GuideSection } from "./guide-section";
import { CopyableCode, GuideTable, GuideTableRow } from "./guide-table";
import { marks } from "./marks";

const actions = ["open", "graph", "choose", "add", "remove"] as const;
const [users, organization, groups] = entraPermissions;

/** The names that its texts mention; in the texts themselves they could be translated, or misspelt. */
const names = {
  users: users.name,
  organization: organization.name,
  groups: groups.name,
  delegated: delegatedPermission,
  misspelt: misspeltPermission,
  ...substitutePermissions,
};

export function PermissionsSection({ ids }: { ids: EntraIds }) {
  const t = useTranslations("help.permissions");
  const values = { ...marks, ...names };
  return (
    <GuideSection step="permissions" place="permissions" ids={ids}>
      <p>{t.rich("intro", values)}</p>
      <PermissionTable />
      <Actions>
        {actions.map((action) => (
          <li key={action}>{t.rich(`actions.${action}`, values)}</li>
        ))}
      </Actions>
      <MessageBar tone="info">{t.rich("spelling", values)}</MessageBar>
      <GuidePart title={t("substitutes")}>
        <ul className="flex list-disc flex-col gap-1.5 ps-6 marker:text-muted">
          <li>{t.rich("directory", values)}</li>
          <li>{t.rich("assignment", values)}</li>
        </ul>
      </GuidePart>
    </GuideSection>
  );
}

function PermissionTable() {
  const t = useTranslations();
  return (
    <GuideTable
      caption={t("help.permissions.table")}
      columns={[t("help.permissions.name"), t("help.permissions.opens")]}
    >
      {entraPermissions.map(({ name, unlocks, isRequired }) => (
        <GuideTableRow
          key={name}
          head={
            <>
              <CopyableCode value={name} copy={t("ui.copy")} />
              <span className="block text-xs text-muted">{t(isRequired ? "common.required" : "common.optional")}</span>
            </>
          }
        >
          {t(`connectionTest.coach.unlocks.${unlocks}`)}
          {unlocks === "sign-in-activity" && <span className="block text-muted">{t("help.permissions.premium")}</span>}
        </GuideTableRow>
      ))}
    </GuideTable>
  );
}
