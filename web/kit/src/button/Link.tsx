/** A link in running text or around a name; goes through the app's router, opens anew with the usual keys. */
import type { AnchorHTMLAttributes, MouseEvent, ReactNode, Ref } from "react";
import { useFollow } from "../navigate/navigate";
import "./button.css";

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "className" | "style" | "onClick"> {
  readonly href: string;
  /** In the colour of the text around it until one points at it: names in lists. */
  readonly plain?: boolean;
  /** Without any look of a link: who uses it gives one. */
  readonly bare?: boolean;
  /** Also done when it is followed. */
  readonly onPress?: (event: MouseEvent<HTMLAnchorElement>) => void;
  readonly className?: string;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLAnchorElement>;
}

export function Link({ plain, bare, onPress, className, ...rest }: LinkProps): ReactNode {
  const follow = useFollow();
  const names = [!bare && "oi-link", plain && "oi-link--plain", className];
  return (
    <a
      {...rest}
      className={names.filter(Boolean).join(" ") || undefined}
      onClick={(event) => {
        onPress?.(event);
        follow(event);
      }}
    />
  );
}
