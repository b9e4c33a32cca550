import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonAppearance, buttonClass } from "./button";
import { Spinner } from "./spinner";

type Look = {
  label: string;
  icon: ReactNode;
  appearance?: ButtonAppearance;
  size?: "medium" | "small";
  isPending?: boolean;
};
type Props = Look & Omit<ComponentProps<"button">, "children"> & { href?: string };

/** An icon that can be pressed; its label is its name and its tooltip. With `href` it is a link. */
export function IconButton({ label, icon, appearance = "subtle", size, isPending, href, className, ...rest }: Props) {
  const look = clsx(buttonClass({ appearance, size }, true), className);
  const content = isPending ? <Spinner /> : icon;
  if (href !== undefined) {
    return (
      <Link href={href} scroll={false} aria-label={label} data-tooltip={label} className={look}>
        {content}
      </Link>
    );
  }
  return (
    <button type="button" aria-label={label} data-tooltip={label} aria-busy={isPending} className={look} {...rest}>
      {content}
    </button>
  );
}
