import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { Spinner } from "./spinner";

export type ButtonAppearance = "primary" | "default" | "subtle" | "danger";
type Look = { appearance?: ButtonAppearance; size?: "medium" | "small"; icon?: ReactNode };

const appearances: Record<ButtonAppearance, string> = {
  primary: "border-transparent bg-brand font-semibold text-on-brand hover:bg-brand-hover active:bg-brand-pressed",
  default: "border-control bg-surface font-semibold text-ink hover:bg-hover active:bg-pressed",
  subtle: "border-transparent bg-transparent text-ink hover:bg-hover active:bg-pressed",
  danger: "border-red bg-surface font-semibold text-red hover:bg-red-soft active:bg-red-soft",
};

export function buttonClass({ appearance = "default", size = "medium" }: Omit<Look, "icon">, isIconOnly = false) {
  return clsx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded border whitespace-nowrap select-none [&_svg]:size-4",
    "disabled:border-line disabled:bg-hover disabled:text-disabled aria-disabled:border-line aria-disabled:bg-hover aria-disabled:text-disabled",
    appearances[appearance],
    size === "medium" ? "h-8" : "h-6 text-xs",
    isIconOnly ? (size === "medium" ? "w-8" : "w-6") : size === "medium" ? "px-3" : "px-2",
  );
}

export type ButtonProps = ComponentProps<"button"> & Look & { isPending?: boolean };

/** A button that waits keeps its width and its focus; it is not pressed twice. */
export function Button({
  appearance,
  size,
  icon,
  isPending = false,
  className,
  children,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      className={clsx(buttonClass({ appearance, size }), className)}
      {...rest}
      // Nothing happens while it waits; `disabled` would take the focus away.
      type={isPending ? "button" : type}
      onClick={isPending ? undefined : onClick}
      aria-busy={isPending || undefined}
      aria-disabled={isPending || undefined}
    >
      {isPending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Look;

/** Looks like a button, goes to a place. */
export function ButtonLink({ appearance, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link className={clsx(buttonClass({ appearance, size }), className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
