import { CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Tone } from "@/components/ui/tone";
import { type Dashboard, type EndingCredential, NAMED, type Named, type Renewal } from "@/lib/monitor/dashboard";
import { type Task, TaskCard } from "./task-card";

type Props = { dashboard: Dashboard; credentials: readonly EndingCredential[]; canSeePortals: boolean };

const reasons = ["gone_from_portal", "excluded", "portal_deleted"] as const;
const compliance = "/licence-management/compliance";
const licences = "/licence-management/licences";
const portals = "/settings/microsoft-365";
/** What becomes of a subscription in that state; one that is enabled is lost only where it is a trial. */
const endsAs: Record<string, "trialEnds" | "suspended"> = { Enabled: "trialEnds", Warning: "suspended" };

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
  /** Licences with a subscription that changes its state. @param wordOf what becomes of it then */
  const nextChange = <Item extends Renewal>(
    key: "losses" | "renewals",
    tone: Tone,
    expiry: string,
    { total, items }: Named<Item>,
    wordOf: (item: Item) => string,
  ): Task => {
    const href = `${licences}?origin=portal&expiry=${expiry}&sort=nextLifecycleAt`;
    return {
      ...{ key, tone, label: t(key, { days: aheadDays }), count: total, href },
      items: items.map((item) => ({
        key: `${item.licenceId}`,
        name: t("ofPortal", { name: item.name, portal: item.portalName }),
        fact: (
          <>
            {t("seats", { count: item.totalLicences })}, {wordOf(item)} <RelativeTime value={item.at} />
          </>
        ),
        href: `${href}&licence=${item.licenceId}`,
      })),
    };
  };
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
      // Runs of the past are no list of portals.
      href: canSeePortals ? `${portals}?attention=imports` : null,
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
    nextChange("losses", "amber", "losing", losses, ({ status }) => t(endsAs[status] ?? "deleted")),
    nextChange("renewals", "blue", "renewing", renewals, () => t("due")),
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
