"use client";

import clsx from "clsx";
import { useId } from "react";

type Choice<Value extends string> = { value: Value; label: string; text: string };
type Props<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
};

/** One of a few, each with a sentence that says what it means. */
export function ChoiceCards<Value extends string>({ label, value, choices, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="pb-1 font-semibold">{label}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={clsx(
              "flex cursor-pointer items-start gap-2 rounded border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-focus",
              choice.value === value ? "border-brand bg-selected" : "border-line hover:bg-hover",
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="mt-0.5 size-4 accent-brand"
            />
            <span className="min-w-0">
              <span className="block font-semibold">{choice.label}</span>
              <span className="block text-xs text-muted">{choice.text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
