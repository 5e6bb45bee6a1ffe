/** The panel of the command palette: a field and the list that it narrows. Loaded by CommandPalette.tsx. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { SearchField } from "react-aria-components/SearchField";
import { Aria } from "../aria/Aria";
import { Icon } from "../icon/Icon";
import { Kbd } from "../show/Kbd";
import { useT } from "../words/useT";
import type { CommandPaletteProps } from "./CommandPalette";
import { finds } from "./finds";
import "../menu/menu.css";
import "../overlay/overlay.css";
import "./palette.css";

export function CommandPalettePanel({ label, placeholder, groups, onClose }: CommandPaletteProps): ReactNode {
  const t = useT();
  const [written, setWritten] = useState("");
  const shown = groups
    .map(({ title, commands }) => ({
      title,
      commands: commands.filter((one) => finds([one.label, one.also, one.hint].filter(Boolean).join(" "), written)),
    }))
    .filter(({ commands }) => commands.length > 0);
  return (
    <Aria>
      <ModalOverlay className="oi-veil oi-palette-veil" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
        <Modal className="oi-dialog oi-palette">
          <Dialog aria-label={label} className="oi-dialog__panel">
            <Autocomplete inputValue={written} onInputChange={setWritten}>
              <SearchField aria-label={label} autoFocus className="oi-palette__field">
                <Icon name="search" size={18} />
                <Input placeholder={placeholder} />
                <Kbd keys="Esc" />
              </SearchField>
              <Menu
                aria-label={label}
                className="oi-palette__list"
                onAction={onClose}
                renderEmptyState={() => <p className="oi-palette__none">{t("kit.nothing_found", { text: written })}</p>}
              >
                {shown.map(({ title, commands }) => (
                  <MenuSection key={title} className="oi-menu__section">
                    <Header className="oi-menu__title">{title}</Header>
                    {commands.map((one) => (
                      <MenuItem key={one.id} id={one.id} textValue={one.label} href={one.href} onAction={one.onAction} className="oi-menu__item">
                        {one.icon ? <Icon name={one.icon} /> : null}
                        <span className="oi-palette__label">{one.label}</span>
                        {one.hint ? <span className="oi-palette__hint">{one.hint}</span> : null}
                        {one.keys ? <Kbd keys={one.keys} /> : null}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </Autocomplete>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </Aria>
  );
}
