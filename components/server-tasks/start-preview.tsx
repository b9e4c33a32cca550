"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { nextStarts } from "@/lib/server-tasks/next-start";
import type { StartCondition } from "@/lib/server-tasks/start-condition";
import { isComplete } from "./draft";

const SHOWN = 5;

type Props = { condition: StartCondition; isEnabled: boolean /** when the page was made */; now: Date };

/** The next starts that a condition means, on the clock of its own time zone. */
export function StartPreview({ condition, isEnabled, now }: Props) {
  const t = useTranslations("serverTasks.edit");
  const format = useFormatter();
  const ownZone = useTimeZone();
  const timeZone = "timeZone" in condition ? condition.timeZone : ownZone;
  const complete = isComplete(condition);
  const starts = complete && isEnabled ? nextStarts(condition, now, SHOWN) : [];
  const word = (start: Date) =>
    format.dateTime(start, {
      ...({ weekday: "short", day: "numeric", month: "short", year: "numeric" } as const),
      ...({ hour: "2-digit", minute: "2-digit", timeZoneName: "short", timeZone } as const),
    });
  return (
    <section
      aria-label={t("preview")}
      aria-live="polite"
      className="flex flex-col gap-1 rounded border border-line px-3 py-2"
    >
      <h3 className="font-semibold">{t("preview")}</h3>
      {starts.length > 0 ? (
        <ol className="tabular flex flex-col">
          {starts.map((start) => (
            <li key={start.getTime()}>
              <time dateTime={start.toISOString()}>{word(start)}</time>
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-muted">{t(!isEnabled ? "previewOff" : complete ? "previewNone" : "previewIncomplete")}</p>
      )}
    </section>
  );
}
