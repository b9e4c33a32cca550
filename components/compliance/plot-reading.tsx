"use client";

import { type PointerEvent, useState } from "react";
import { nearestTo } from "./plot-axis";

export type PlotPoint = {
  /** from the left, 0 to 1 */
  x: number;
  day: string;
  /** from the bottom, 0 to 1, and as text */
  available: { y: number; text: string };
  consumption: { y: number; text: string };
  /** all of it in words */
  text: string;
};

type Props = {
  points: readonly PlotPoint[];
  /** what the plot shows, for screen readers */
  label: string;
  names: { available: string; consumption: string };
};

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
const lines = [
  { key: "available", dot: "border-muted bg-canvas", swatch: "border-dashed border-muted" },
  { key: "consumption", dot: "border-brand bg-brand", swatch: "border-brand" },
] as const;

/**
 * Reads a plot day by day, over which it lies: the pointer takes the nearest day; with the keyboard it is a slider, whose arrows
 * go from day to day.
 */
export function PlotReading({ points, label, names }: Props) {
  const [index, setIndex] = useState(points.length - 1);
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const point = points[index];
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setIndex(
      nearestTo(
        points.map(({ x }) => x),
        (event.clientX - left) / width,
      ),
    );
    setPointed(true);
  };
  return (
    <div
      className="absolute inset-0 touch-pan-y rounded-xs outline-offset-2 outline-focus has-focus-visible:outline-2"
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setPointed(false)}
    >
      <input
        type="range"
        min={0}
        max={points.length - 1}
        value={index}
        onChange={(event) => setIndex(Number(event.target.value))}
        onFocus={(event) => setFocused(event.target.matches(":focus-visible"))}
        onBlur={() => setFocused(false)}
        aria-label={label}
        aria-valuetext={point?.text}
        className="pointer-events-none absolute inset-0 size-full opacity-0"
      />
      {point && (isPointed || isFocused) && (
        <div aria-hidden className="pointer-events-none">
          <span className="absolute inset-y-0 border-s border-control" style={{ left: percent(point.x) }} />
          {lines.map(({ key, dot }) => (
            <span
              key={key}
              className={`absolute size-2 -translate-x-1/2 translate-y-1/2 rounded-full border-2 ${dot}`}
              style={{ left: percent(point.x), bottom: percent(point[key].y) }}
            />
          ))}
          <div
            className="floating absolute top-1 px-2 py-1 text-xs whitespace-nowrap"
            style={
              point.x > 0.5
                ? { right: `calc(${percent(1 - point.x)} + 8px)` }
                : { left: `calc(${percent(point.x)} + 8px)` }
            }
          >
            <p className="font-semibold">{point.day}</p>
            {lines.map(({ key, swatch }) => (
              <p key={key} className="flex items-center gap-1.5">
                <span className={`w-4 border-t-2 ${swatch}`} />
                <span className="text-muted">{names[key]}</span>
                <span className="tabular ms-auto ps-2">{point[key].text}</span>
              </p>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
