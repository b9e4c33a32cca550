import { CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Dashboard, type EndingCredential, NAMED } from "@/lib/monitor/dashboard";
import { type Task, TaskCard } from "./task-card";

type Props = { dashboard: Dashboard; credentials: readonly EndingCredential[]; canSeePortals: boolean };

const reasons = ["gone_from_portal", "excluded", "portal_deleted"] as const;
const compliance = "/licence-management/compliance";
const licences = "/licence-management/licences";
const portals = "/settings/microsoft-365";
const failedRuns =
  "/system/monitor?kind=import&kind=full_recalculation&status=failed&status=quarantined&status=succeeded_with_warnings";

/** What needs a person, most urgent first; each figure leads to the list behind it. */
export function Attention(props: Props) {
  const t = useTranslations("dashboard.attention");
  const tasks = useTasks(props);
  return (
    <section className="flex flex-col gap-3 pt-2">
      <h2 className="text-lg">{t("title")}</h2>
      {tasks.length === 0 ? (
        <p className="flex items-center gap-2">
          <CircleCheck aria-hidden className="size-4 text-green" />
          {t("nothing")}
        </p>
      ) : (
        <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
          {tasks.map((task) => (
            <TaskCard key={task.key} task={task} />
          ))}
        </ul>
      )}
    </section>
  );
}

function useTasks({ dashboard, credentials, canSeePortals }: Props): Task[] {
  const t = useTranslations("dashboard.attention");
  const format = useFormatter();
  const { summary, short, renewals, losses, expiries, aheadDays } = dashboard;
  const { byStatus, byReason, stalePortals } = summary;
  const runHref = (runId: number) => `/system/monitor/${runId}`;
  const tasks: Task[] = [
    {
      key: "short",
      tone: "red",
      label: t("short"),
      count: byStatus.not_enough_licences ?? 0,
      href: `${compliance}?status=not_enough_licences`,
      items: short.map(({ id, name, uncovered }) => ({
        key: `${id}`,
        name,
        fact: t("uncovered", { count: uncovered }),
        href: `${compliance}?status=not_enough_licences&product=${id}`,
      })),
    },
    {
      key: "imports",
      tone: "red",
      label: t("imports"),
      count: stalePortals.length,
      href: canSeePortals ? `${portals}?attention=imports` : failedRuns,
      items: stalePortals.slice(0, NAMED).map(({ id, name, dataAsOf, failure }) => ({
        key: id,
        name,
        fact: (
          <>
            {t(failure?.status ?? "stale")}
            {dataAsOf && (
              <>
                {", "}
                {t("dataFrom")} <RelativeTime value={dataAsOf} />
              </>
            )}
          </>
        ),
        href: failure ? runHref(failure.runId) : canSeePortals ? `${portals}?portal=${id}` : "/system/monitor",
      })),
    },
    {
      key: "credentials",
      tone: credentials.some(({ validity }) => validity.level === "error") ? "red" : "amber",
      label: t("credentials"),
      count: canSeePortals ? credentials.length : 0,
      href: `${portals}?attention=credentials`,
      items: credentials.slice(0, NAMED).map(({ portalId, name, validUntil, validity }) => ({
        key: portalId,
        name,
        fact: (
          <span className={validity.level === "error" ? "text-red" : undefined}>
            {t(validity.daysLeft < 0 ? "ended" : "ends")} <RelativeTime value={validUntil} />
          </span>
        ),
        href: `${portals}?attention=credentials&portal=${portalId}`,
      })),
    },
    {
      key: "unsynchronised",
      tone: "amber",
      label: t("unsynchronised"),
      count: byStatus.cannot_be_synchronised ?? 0,
      href: `${compliance}?status=cannot_be_synchronised`,
      isCounted: false,
      items: reasons
        .filter((reason) => byReason[reason])
        .map((reason) => ({
          key: reason,
          name: t(`reasons.${reason}`),
          fact: format.number(byReason[reason] ?? 0),
          href: `${compliance}?reason=${reason}&status=cannot_be_synchronised`,
        })),
    },
    {
      key: "losses",
      tone: "amber",
      label: t("losses", { days: aheadDays }),
      count: losses.total,
      href: `${licences}?origin=portal&expiry=losing&sort=nextLifecycleAt`,
      items: losses.items.map(({ licenceId, name, portalName, totalLicences, status, at }) => ({
        key: `${licenceId}`,
        name: t("ofPortal", { name, portal: portalName }),
        fact: (
          <>
            {t("seats", { count: totalLicences })}, {t(status === "Warning" ? "suspended" : "deleted")}{" "}
            <RelativeTime value={at} />
          </>
        ),
        href: `${licences}?origin=portal&expiry=losing&sort=nextLifecycleAt&licence=${licenceId}`,
      })),
    },
    {
      key: "renewals",
      tone: "blue",
      label: t("renewals", { days: aheadDays }),
      count: renewals.total,
      href: `${licences}?origin=portal&expiry=renewing&sort=nextLifecycleAt`,
      items: renewals.items.map(({ licenceId, name, portalName, totalLicences, at }) => ({
        key: `${licenceId}`,
        name: t("ofPortal", { name, portal: portalName }),
        fact: (
          <>
            {t("seats", { count: totalLicences })}, <RelativeTime value={at} />
          </>
        ),
        href: `${licences}?origin=portal&expiry=renewing&sort=nextLifecycleAt&licence=${licenceId}`,
      })),
    },
    {
      key: "expiries",
      tone: "amber",
      label: t("expiries", { days: aheadDays }),
      count: expiries.total,
      href: `${licences}?origin=manual&expiry=expired&expiry=expiring`,
      items: expiries.items.map(({ licenceId, name, quantity, expiresOn }) => ({
        key: `${licenceId}`,
        name,
        fact: t("expires", {
          count: quantity,
          day: format.dateTime(new Date(expiresOn), { dateStyle: "medium", timeZone: "UTC" }),
        }),
        href: `${licences}?licence=${licenceId}`,
      })),
    },
  ];
  return tasks.filter(({ count }) => count > 0);
}
