import { useFormatter } from "next-intl";

/** The day alone, where the hour says nothing. */
export function CalendarDay({ value }: { value: Date }) {
  const format = useFormatter();
  return (
    <time dateTime={value.toISOString()} title={format.dateTime(value, { dateStyle: "full", timeStyle: "long" })}>
      {format.dateTime(value, { dateStyle: "medium" })}
    </time>
  );
}
