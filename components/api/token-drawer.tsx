import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DefinitionList } from "@/components/ui/definition-list";
import { Drawer } from "@/components/ui/drawer";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TokenView } from "@/lib/api/queries";
import { permissions } from "@/lib/auth/permissions";
import { TokenStatus } from "./token-status";

type Props = {
  token: TokenView;
  closeHref: string;
  previousHref: string | null;
  nextHref: string | null;
  actions: ReactNode;
};

export function TokenDrawer({ token, ...rest }: Props) {
  const t = useTranslations("apiTokens");
  const common = useTranslations("common");
  const { kind, owner, role, scopes, prefix, state, expiresAt, lastUsedAt, createdAt, createdBy } = token;
  const at = (time: Date | null) => (time ? <RelativeTime value={time} /> : common("never"));
  const by = (time: Date, name: string | null) =>
    t.rich("at", { time: () => <RelativeTime value={time} />, name: name ?? "–" });
  return (
    <Drawer title={token.name} subtitle={`${prefix}…`} {...rest}>
      <DefinitionList
        items={[
          { label: common("status"), value: <TokenStatus state={state} /> },
          {
            label: t("fields.kind"),
            value: owner ? `${t(`kinds.${kind}`)}: ${owner.displayName}` : t(`kinds.${kind}`),
          },
          ...(role ? [{ label: t("fields.role"), value: t(`roles.${role}`) }] : []),
          { label: t("fields.expiry"), value: at(expiresAt) },
          { label: t("fields.lastUsed"), value: at(lastUsedAt) },
          { label: t("fields.created"), value: by(createdAt, createdBy) },
          ...(token.revokedAt ? [{ label: t("fields.revoked"), value: by(token.revokedAt, token.revokedBy) }] : []),
          { label: t("fields.scopes"), value: <Scopes scopes={scopes} /> },
        ]}
      />
    </Drawer>
  );
}

/** One that this version does not know lets nothing through, and is shown as it is. */
function Scopes({ scopes }: { scopes: readonly string[] }) {
  const t = useTranslations("apiTokens.scopes");
  const known = permissions.filter((each) => scopes.includes(each));
  return (
    <ul className="flex flex-col gap-1">
      {known.map((scope) => (
        <li key={scope}>
          {t(scope)} <code className="font-mono text-xs text-muted">{scope}</code>
        </li>
      ))}
    </ul>
  );
}
