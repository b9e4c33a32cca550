import type { ComponentProps, ReactNode } from "react";

type Props = Omit<ComponentProps<"input">, "type" | "children"> & { label: ReactNode; isInvalid?: boolean };

/** The browser's own box, with its label at its side. */
export function CheckBox({ label, isInvalid, ...rest }: Props) {
  return (
    <label className="flex min-h-6 items-center gap-2">
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-brand"
        aria-invalid={isInvalid ? true : undefined}
        {...rest}
      />
      <span className="min-w-0">{label}</span>
    </label>
  );
}
