import { describe, expect, test } from "vitest";
import { nextStart, nextStarts } from "@/lib/server-tasks/next-start";
import type { StartCondition } from "@/lib/server-tasks/start-condition";

const Berlin = "Europe/Berlin";
const NewYork = "America/New_York";
const utc = (text: string) => new Date(`${text}Z`);
const startsOf = (condition: StartCondition, after: string, count: number) =>
  nextStarts(condition, utc(after), count).map((start) => start.toISOString().slice(0, 16));

describe("Europe/Berlin, 29 March 2026: 02:00 becomes 03:00", () => {
  test.each<[string, StartCondition, string, string[]]>([
    [
      "[S47] a daily time in the gap is moved to the first moment after it, on that day only",
      { kind: "daily", at: "02:30", timeZone: Berlin },
      "2026-03-27T12:00",
      ["2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"],
    ],
    [
      "the first moment of the gap too",
      { kind: "daily", at: "02:00", timeZone: Berlin },
      "2026-03-28T12:00",
      ["2026-03-29T01:00", "2026-03-30T00:00"],
    ],
    [
      "a daily time after the gap keeps its wall time",
      { kind: "daily", at: "03:00", timeZone: Berlin },
      "2026-03-28T01:00",
      ["2026-03-28T02:00", "2026-03-29T01:00", "2026-03-30T01:00"],
    ],
    [
      "[S47] a weekly one on that Sunday",
      { kind: "weekly", days: [7], at: "02:30", timeZone: Berlin },
      "2026-03-20T00:00",
      ["2026-03-22T01:30", "2026-03-29T01:00", "2026-04-05T00:30"],
    ],
    [
      "[S47] a monthly one on day 29",
      { kind: "monthly", day: 29, at: "02:15", timeZone: Berlin },
      "2026-03-01T00:00",
      ["2026-03-29T01:00", "2026-04-29T00:15"],
    ],
    [
      "[S47] one that starts once",
      { kind: "once", on: "2026-03-29", at: "02:59", timeZone: Berlin },
      "2026-03-01T00:00",
      ["2026-03-29T01:00"],
    ],
    [
      "[S47] an interval is time that passes",
      { kind: "interval", minutes: 300 },
      "2026-03-28T22:00",
      ["2026-03-29T03:00", "2026-03-29T08:00"],
    ],
  ])("%s", (_, condition, after, expected) => {
    expect(startsOf(condition, after, expected.length)).toEqual(expected);
  });
});

describe("Europe/Berlin, 25 October 2026: 03:00 becomes 02:00", () => {
  test.each<[string, StartCondition, string, string[]]>([
    [
      "[S47] a daily time that exists twice runs once, the first time",
      { kind: "daily", at: "02:30", timeZone: Berlin },
      "2026-10-23T12:00",
      ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"],
    ],
    [
      "the second time is none, also asked in between",
      { kind: "daily", at: "02:30", timeZone: Berlin },
      "2026-10-25T00:45",
      ["2026-10-26T01:30"],
    ],
    [
      "a daily time after it keeps its wall time",
      { kind: "daily", at: "03:00", timeZone: Berlin },
      "2026-10-24T12:00",
      ["2026-10-25T02:00", "2026-10-26T02:00"],
    ],
    [
      "[S47] a weekly one on that Sunday",
      { kind: "weekly", days: [7], at: "02:00", timeZone: Berlin },
      "2026-10-20T00:00",
      ["2026-10-25T00:00", "2026-11-01T01:00"],
    ],
    [
      "[S47] a monthly one on day 25",
      { kind: "monthly", day: 25, at: "02:59", timeZone: Berlin },
      "2026-10-01T00:00",
      ["2026-10-25T00:59", "2026-11-25T01:59"],
    ],
    [
      "[S47] one that starts once",
      { kind: "once", on: "2026-10-25", at: "02:10", timeZone: Berlin },
      "2026-10-01T00:00",
      ["2026-10-25T00:10"],
    ],
    [
      "[S47] an interval is time that passes",
      { kind: "interval", minutes: 60 },
      "2026-10-25T00:30",
      ["2026-10-25T01:30", "2026-10-25T02:30"],
    ],
  ])("%s", (_, condition, after, expected) => {
    expect(startsOf(condition, after, expected.length)).toEqual(expected);
  });
});

describe("America/New_York, 8 March 2026: 02:00 becomes 03:00; 1 November 2026: 02:00 becomes 01:00", () => {
  test.each<[string, StartCondition, string, string[]]>([
    [
      "[S47] daily, in the gap",
      { kind: "daily", at: "02:30", timeZone: NewYork },
      "2026-03-07T12:00",
      ["2026-03-08T07:00", "2026-03-09T06:30"],
    ],
    [
      "[S47] weekly, in the gap",
      { kind: "weekly", days: [7, 1], at: "02:30", timeZone: NewYork },
      "2026-03-07T12:00",
      ["2026-03-08T07:00", "2026-03-09T06:30", "2026-03-15T06:30"],
    ],
    [
      "[S47] monthly, in the gap",
      { kind: "monthly", day: 8, at: "02:00", timeZone: NewYork },
      "2026-02-10T00:00",
      ["2026-03-08T07:00", "2026-04-08T06:00"],
    ],
    [
      "[S47] once, in the gap",
      { kind: "once", on: "2026-03-08", at: "02:01", timeZone: NewYork },
      "2026-03-01T00:00",
      ["2026-03-08T07:00"],
    ],
    [
      "[S47] daily, twice there",
      { kind: "daily", at: "01:30", timeZone: NewYork },
      "2026-10-31T12:00",
      ["2026-11-01T05:30", "2026-11-02T06:30"],
    ],
    [
      "[S47] weekly, twice there",
      { kind: "weekly", days: [7], at: "01:00", timeZone: NewYork },
      "2026-10-31T12:00",
      ["2026-11-01T05:00", "2026-11-08T06:00"],
    ],
    [
      "[S47] monthly on the first, twice there",
      { kind: "monthly", day: "first", at: "01:59", timeZone: NewYork },
      "2026-10-02T00:00",
      ["2026-11-01T05:59", "2026-12-01T06:59"],
    ],
    [
      "[S47] once, twice there",
      { kind: "once", on: "2026-11-01", at: "01:15", timeZone: NewYork },
      "2026-10-01T00:00",
      ["2026-11-01T05:15"],
    ],
    [
      "[S47] interval over the gap",
      { kind: "interval", minutes: 90 },
      "2026-03-08T06:00",
      ["2026-03-08T07:30", "2026-03-08T09:00"],
    ],
    [
      "[S47] interval over the repeated hour",
      { kind: "interval", minutes: 90 },
      "2026-11-01T05:00",
      ["2026-11-01T06:30", "2026-11-01T08:00"],
    ],
  ])("%s", (_, condition, after, expected) => {
    expect(startsOf(condition, after, expected.length)).toEqual(expected);
  });
});

describe("other zones", () => {
  test.each<[string, StartCondition, string, string[]]>([
    [
      "half an hour of daylight saving",
      { kind: "daily", at: "02:10", timeZone: "Australia/Lord_Howe" },
      "2026-10-03T10:00",
      ["2026-10-03T15:30", "2026-10-04T15:10"],
    ],
    [
      "a gap at midnight",
      { kind: "daily", at: "00:30", timeZone: "Africa/Cairo" },
      "2026-04-22T23:00",
      ["2026-04-23T22:00", "2026-04-24T21:30"],
    ],
    [
      "a day that does not exist",
      { kind: "daily", at: "12:00", timeZone: "Pacific/Apia" },
      "2011-12-29T22:30",
      ["2011-12-30T10:00", "2011-12-30T22:00", "2011-12-31T22:00"],
    ],
    [
      "quarters of an hour",
      { kind: "daily", at: "06:00", timeZone: "Asia/Kathmandu" },
      "2026-01-01T00:00",
      ["2026-01-01T00:15"],
    ],
    [
      "the day is the zone's",
      { kind: "weekly", days: [1], at: "00:00", timeZone: "Pacific/Kiritimati" },
      "2026-11-27T00:00",
      ["2026-11-29T10:00"],
    ],
    ["UTC", { kind: "daily", at: "00:00", timeZone: "UTC" }, "2026-12-31T00:00", ["2027-01-01T00:00"]],
  ])("%s", (_, condition, after, expected) => {
    expect(startsOf(condition, after, expected.length)).toEqual(expected);
  });
});

describe("ends of months and leap years", () => {
  test.each<[string, StartCondition, string, string[]]>([
    [
      "[S47] the last day",
      { kind: "monthly", day: "last", at: "12:00", timeZone: "UTC" },
      "2027-12-31T12:00",
      ["2028-01-31T12:00", "2028-02-29T12:00", "2028-03-31T12:00", "2028-04-30T12:00"],
    ],
    [
      "the last day of a common February",
      { kind: "monthly", day: "last", at: "12:00", timeZone: "UTC" },
      "2027-02-01T00:00",
      ["2027-02-28T12:00"],
    ],
    [
      "1900 and 2100 are no leap years",
      { kind: "monthly", day: "last", at: "12:00", timeZone: "UTC" },
      "2100-02-01T00:00",
      ["2100-02-28T12:00"],
    ],
    [
      "[S47] the first day",
      { kind: "monthly", day: "first", at: "00:00", timeZone: "UTC" },
      "2026-12-01T00:00",
      ["2027-01-01T00:00", "2027-02-01T00:00"],
    ],
    [
      "[S47] day 31 is the last where there is none",
      { kind: "monthly", day: 31, at: "08:00", timeZone: Berlin },
      "2026-04-01T00:00",
      ["2026-04-30T06:00", "2026-05-31T06:00", "2026-06-30T06:00"],
    ],
    [
      "day 30 in February",
      { kind: "monthly", day: 30, at: "08:00", timeZone: "UTC" },
      "2028-01-31T00:00",
      ["2028-02-29T08:00", "2028-03-30T08:00"],
    ],
    [
      "29 February once",
      { kind: "once", on: "2028-02-29", at: "08:00", timeZone: "UTC" },
      "2026-01-01T00:00",
      ["2028-02-29T08:00"],
    ],
  ])("%s", (_, condition, after, expected) => {
    expect(startsOf(condition, after, expected.length)).toEqual(expected);
  });
});

test("[S47] a start that has just been is not the next one", () => {
  const condition: StartCondition = { kind: "daily", at: "10:00", timeZone: Berlin };
  expect(nextStart(condition, utc("2026-06-01T08:00"))).toEqual(utc("2026-06-02T08:00"));
  expect(nextStart(condition, new Date(utc("2026-06-01T08:00").getTime() - 1))).toEqual(utc("2026-06-01T08:00"));
  const once: StartCondition = { kind: "once", on: "2026-06-01", at: "10:00", timeZone: Berlin };
  expect(nextStart(once, utc("2026-06-01T08:00"))).toBeNull();
});

test("[S47] an interval keeps its rhythm, also over starts that were missed", () => {
  const condition: StartCondition = { kind: "interval", minutes: 300 };
  const planned = utc("2026-06-01T00:00");
  expect(nextStart(condition, utc("2026-06-01T00:00:03"), planned)).toEqual(utc("2026-06-01T05:00"));
  expect(nextStart(condition, utc("2026-06-03T01:30"), planned)).toEqual(utc("2026-06-03T02:00"));
});

test.each<StartCondition>([{ kind: "manual" }, { kind: "after-task", task: "import" }])(
  "[S47] %j plans nothing",
  (condition) => {
    expect(nextStart(condition, new Date(0))).toBeNull();
  },
);
