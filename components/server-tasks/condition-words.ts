import { useFormatter, useLocale, useTranslations } from "next-intl";
import { splitInterval } from "@/lib/server-tasks/interval";
import type { StartCondition } from "@/lib/server-tasks/start-condition";

/** Any Monday; the days of a week follow it. */
const MONDAY_MS = Date.UTC(2026, 0, 5);

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The name of a day of the week; 1 is Monday. */
export function useWeekday(width: "long" | "short" = "long"): (day: number) => string {
  const format = useFormatter();
  return (day) => format.dateTime(MONDAY_MS + (day - 1) * 86_400_000, { weekday: width, timeZone: "UTC" });
}

/** A start condition in words: "Weekly on Monday and Friday at 03:00 (Europe/Berlin)". */
export function useConditionWords(): (condition: StartCondition) => string {
  const t = useTranslations("serverTasks");
  const format = useFormatter();
  const locale = useLocale();
  const nameOfDay = useWeekday();
  return (condition) => {
    switch (condition.kind) {
      case "interval": {
        const { count, unit } = splitInterval(condition.minutes);
        return t(`every.${unit}`, { count });
      }
      case "daily":
        return t("condition.daily", condition);
      case "weekly": {
        const { at, timeZone, days } = condition;
        const names = new Intl.ListFormat(locale, { type: "conjunction" }).format([...days].sort().map(nameOfDay));
        return t("condition.weekly", { at, timeZone, days: names });
      }
      case "monthly": {
        const { at, timeZone, day } = condition;
        if (day === "first") return t("condition.monthlyFirst", { at, timeZone });
        if (day === "last") return t("condition.monthlyLast", { at, timeZone });
        return t("condition.monthly", { at, timeZone, day });
      }
      case "once": {
        const { at, timeZone, on } = condition;
        const date = format.dateTime(new Date(`${on}T00:00Z`), { dateStyle: "long", timeZone: "UTC" });
        return t("condition.once", { at, timeZone, on: date });
      }
      case "after-task":
        return t("condition.afterTask", { name: t(`task.${condition.task}.name`) });
      case "manual":
        return t("condition.manual");
    }
  };
}
