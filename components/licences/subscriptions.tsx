import { useTranslations } from "next-intl";
import { CalendarDay } from "@/components/portals/calendar-day";
import { Copyable } from "@/components/portals/copyable";
import { Section } from "@/components/portals/section";
import { Chip } from "@/components/ui/chip";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LicenceSubscription } from "@/lib/licences/queries";
import { CapabilityBadge } from "./licence-state";

/** The purchases behind a licence, the next change first. */
export function Subscriptions({ subscriptions }: { subscriptions: readonly LicenceSubscription[] }) {
  const t = useTranslations("licences.subscriptions");
  return (
    <Section title={t("section")} count={subscriptions.length}>
      {subscriptions.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {subscriptions.map((subscription) => (
          <li key={subscription.id} className="flex flex-col gap-1 py-2 first:pt-0">
            <span className="flex flex-wrap items-center gap-2">
              <CapabilityBadge word={subscription.status} />
              <span>
                <NumberText value={subscription.totalLicences} /> <span className="text-muted">{t("units")}</span>
              </span>
              {subscription.isTrial && <Chip>{t("trial")}</Chip>}
              {subscription.goneAt && <Chip>{t("gone")}</Chip>}
            </span>
            <span className="flex flex-wrap gap-x-4 text-muted">
              {subscription.nextLifecycleAt && (
                <span>
                  {t("next")} <CalendarDay value={subscription.nextLifecycleAt} /> (
                  <RelativeTime value={subscription.nextLifecycleAt} />)
                </span>
              )}
              {subscription.createdAt && (
                <span>
                  {t("created")} <CalendarDay value={subscription.createdAt} />
                </span>
              )}
            </span>
            <span className="text-xs text-muted">
              <Copyable label={t("id")} value={subscription.subscriptionId} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
