"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonAppearance, buttonClass } from "./button";
import { Spinner } from "./spinner";
import { TooltipPopup, TooltipRoot } from "./tooltip";

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
  return (
    <TooltipRoot>
      {href === undefined ? (
        <Base.Trigger
          render={<button type="button" aria-label={label} aria-busy={isPending} className={look} {...rest} />}
        >
          {content}
        </Base.Trigger>
      ) : (
        <Base.Trigger render={<Link href={href} scroll={false} aria-label={label} className={look} />}>
          {content}
        </Base.Trigger>
      )}
      <TooltipPopup>{label}</TooltipPopup>
    </TooltipRoot>
  );
}
