import { CircleCheck, CircleSlash, CircleX, Lock, TriangleAlert, Unlink } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { UnsyncStatus } from "@/components/portals/unsync-status";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import type { Origin, UnsyncReason } from "@/lib/db/generated/enums";
import { ManualState } from "./manual-state";

const looks = {
  Enabled: { tone: "green", icon: <CircleCheck aria-hidden /> },
  Warning: { tone: "amber", icon: <TriangleAlert aria-hidden /> },
  Suspended: { tone: "red", icon: <CircleSlash aria-hidden /> },
  LockedOut: { tone: "red", icon: <Lock aria-hidden /> },
  Deleted: { tone: "grey", icon: <CircleX aria-hidden /> },
} as const satisfies Record<string, { tone: Tone; icon: ReactNode }>;

const isKnown = (word: string): word is keyof typeof looks => Object.hasOwn(looks, word);

/** Microsoft's word for the state of a licence or a subscription. */
export function CapabilityBadge({ word }: { word: string }) {
  const t = useTranslations("licences");
  if (!isKnown(word)) {
    return (
      <StatusBadge tone="grey" isOutlined icon={<CircleX aria-hidden />} label={t("states.other", { state: word })} />
    );
  }
  const { tone, icon } = looks[word];
  return <StatusBadge tone={tone} icon={icon} label={t(`states.${word}`)} title={t(`stateTexts.${word}`)} />;
}

/** The state in a list: of what cannot be synchronised with the reason and since when. */
export function ListedLicenceState({ licence }: { licence: Licence }) {
  return (
    <UnsyncStatus reason={licence.unsyncReason} since={licence.unsyncSince}>
      <LicenceState licence={licence} />
    </UnsyncStatus>
  );
}

type Licence = {
  origin: Origin;
  daysLeft: number | null;
  capabilityStatus: string;
  unsyncReason: UnsyncReason | null;
  unsyncSince: Date | null;
};

/** What cannot be synchronised has a reason instead of a state: its last known state may no longer be true. */
export function LicenceState({ licence }: { licence: Licence }) {
  const t = useTranslations("licences");
  const format = useFormatter();
  const { origin, capabilityStatus, unsyncReason, unsyncSince } = licence;
  if (origin === "manual") return <ManualState daysLeft={licence.daysLeft} />;
  if (!unsyncReason) return <CapabilityBadge word={capabilityStatus} />;
  const since = unsyncSince ? t("unsync.title", { date: format.dateTime(unsyncSince, { dateStyle: "medium" }) }) : "";
  return (
    <StatusBadge
      tone="amber"
      icon={<Unlink aria-hidden />}
      label={t("states.cannot_be_synchronised")}
      title={`${since} ${t(`unsync.${unsyncReason}`)}`.trim()}
    />
  );
}
