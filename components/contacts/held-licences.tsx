import { CircleCheck, CircleSlash, CircleX, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { CalendarDay } from "@/components/portals/calendar-day";
import { Section } from "@/components/portals/section";
import { CopyButton } from "@/components/ui/copy-button";
import { NumberText } from "@/components/ui/number";
import { StatusBadge } from "@/components/ui/status-badge";
import type { ContactLicence } from "@/lib/contacts/queries";
import { assignmentErrors } from "@/lib/graph/tenant-user";

/** What the person holds, as the list counts it, and apart from that what failed: how it came to them, and what is wrong with it. */
export function HeldLicences({ licences }: { licences: readonly ContactLicence[] }) {
  const t = useTranslations("contacts.licences");
  const held = licences.filter(({ isHeld }) => isHeld).length;
  const failed = licences.filter(({ isHeld, error }) => !isHeld && error !== null).length;
  const idle = licences.length - held - failed;
  const count = (
    <>
      <NumberText value={held} />
      {failed > 0 && ` · ${t("failed", { count: failed })}`}
      {idle > 0 && ` · ${t("notInEffect", { count: idle })}`}
    </>
  );
  return (
    <Section title={t("section")} count={count}>
      {held === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {licences.map((licence) => (
          <HeldLicence key={licence.skuId} licence={licence} />
        ))}
      </ul>
    </Section>
  );
}

function HeldLicence({ licence }: { licence: ContactLicence }) {
  const t = useTranslations("contacts.licences");
  const ui = useTranslations("ui");
  const { title, licenceId, skuId, disabledPlans, firstSeenAt, stateChangedAt, isHeld } = licence;
  return (
    <li className="flex flex-col gap-1 py-2 first:pt-0">
      <span className="flex flex-wrap items-center gap-x-2">
        {licenceId === null ? (
          <span className="min-w-0">{title}</span>
        ) : (
          <Link className="link min-w-0" href={`/licence-management/licences?licence=${licenceId}`}>
            {title}
          </Link>
        )}
        <CopyButton value={skuId} label={`${ui("copy")}: ${t("skuId")}, ${title}`} />
        <span className="ms-auto">
          <AssignmentState licence={licence} />
        </span>
      </span>
      <AssignmentError error={licence.error} />
      <span className="flex flex-wrap gap-x-4 text-muted">
        <span>
          {t("origin")} <Origin licence={licence} />
        </span>
        <span>
          {t(isHeld ? "since" : "noticed")} <CalendarDay value={firstSeenAt} />
        </span>
        {stateChangedAt && (
          <span>
            {t("changed")} <CalendarDay value={stateChangedAt} />
          </span>
        )}
        {disabledPlans > 0 && (
          <span>
            {t("disabledPlans")} {disabledPlans}
          </span>
        )}
      </span>
    </li>
  );
}

function Origin({ licence: { isDirect, groups: names } }: { licence: ContactLicence }) {
  const t = useTranslations("contacts.licences");
  const format = useFormatter();
  const groups = format.list(names);
  if (names.length === 0) return t(isDirect ? "direct" : "unknownOrigin");
  return t(isDirect ? "directAndGroups" : "groups", { groups });
}

function AssignmentState({ licence: { state, isHeld } }: { licence: ContactLicence }) {
  const t = useTranslations("contacts.state");
  switch (state) {
    case "error":
      return <StatusBadge tone="red" icon={<CircleX aria-hidden />} label={t("error")} />;
    case "active_with_error":
      return <StatusBadge tone="amber" icon={<TriangleAlert aria-hidden />} label={t("active_with_error")} />;
    case "disabled":
      return <StatusBadge tone="grey" icon={<CircleSlash aria-hidden />} label={t("disabled")} />;
    default:
      return isHeld ? (
        <StatusBadge tone="green" icon={<CircleCheck aria-hidden />} label={t(state ?? "none")} />
      ) : (
        <StatusBadge tone="grey" icon={<CircleSlash aria-hidden />} label={t("notHeld")} />
      );
  }
}

/** What it means and what to do; Microsoft's own word for looking it up. */
function AssignmentError({ error }: { error: string | null }) {
  const t = useTranslations("contacts.errors");
  if (!error) return null;
  return (
    <span className="text-red">
      {t(assignmentErrors.find((known) => known === error) ?? "Other")} <span className="text-xs">({error})</span>
    </span>
  );
}
