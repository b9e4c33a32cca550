import type { ComponentProps, ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";

type Props = Omit<ComponentProps<"button">, "children"> & {
  label: string;
  icon: ReactNode;
  control: "move" | "details";
  isCurrent: boolean;
};

/** Like IconButton, but light: a list has one or two in each of a thousand rows. */
export function RowButton({ label, icon, control, isCurrent, ...rest }: Props) {
  return (
    <button
      type="button"
      data-control={control}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={label}
      title={label}
      className={buttonClass({ appearance: "subtle", size: "small" }, true)}
      {...rest}
    >
      {icon}
    </button>
  );
}
