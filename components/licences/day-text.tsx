import { useFormatter } from "next-intl";

/** A day without an hour, such as the last one of a licence: the same wherever it is read. @param value YYYY-MM-DD */
export function DayText({ value }: { value: string }) {
  const format = useFormatter();
  return (
    <time dateTime={value}>
      {format.dateTime(new Date(`${value}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" })}
    </time>
  );
}
