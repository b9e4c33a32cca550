import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { UnsyncReason } from "@/lib/db/generated/enums";

type Props = {
  reason: UnsyncReason | null;
  since: Date | null;
  /** the badge */
  children: ReactNode;
};

/** Under the badge of what cannot be synchronised, for lists: why, and since when. */
export function UnsyncStatus({ reason, since, children }: Props) {
  if (!reason) return children;
  return (
    <span className="flex flex-col items-start">
      {children}
      <Why reason={reason} since={since} />
    </span>
  );
}

function Why({ reason, since }: { reason: UnsyncReason; since: Date | null }) {
  const t = useTranslations("compliance.reason");
  const format = useFormatter();
  const words = t(`${reason}.short`);
  const text = since ? t("since", { reason: words, date: format.dateTime(since, { dateStyle: "medium" }) }) : words;
  return (
    <span className="max-w-full truncate text-xs leading-3.5 text-muted" title={text}>
      {text}
    </span>
  );
}
