/** The one door of the kit: what every page and the canvas are made of. Its styles: `@outsidein/kit/base.css`. */
import "./words/own";

export type * from "./words/words";
export type { Language, Messages } from "./words/catalogue";
export {
  hasMessage,
  language,
  LANGUAGES,
  LOCALES,
  preferredLanguage,
  registerWords,
  setLanguage,
  wordsReady,
} from "./words/catalogue";
export type { Value, Values } from "./words/message";
export type { T, Tags } from "./words/useT";
export { useLanguage, useT, words } from "./words/useT";
export type { EstimateText, Formats, NumberStyle } from "./format/formats";
export { alike, decimalsOf, formatsOf, isCertain, NARROW } from "./format/formats";
export { useFormat } from "./format/useFormat";
export type { Theme } from "./theme/theme";
export { setTheme, startTheme, THEMES, useTheme } from "./theme/theme";
export type { HotkeyOptions, Hotkeys } from "./keys/useHotkeys";
export { isWriting, nameOf, useHotkeys } from "./keys/useHotkeys";
export { isApple } from "./keys/apple";

export type { KitProps } from "./Kit";
export { Kit } from "./Kit";
export type { IconProps } from "./icon/Icon";
export { Icon } from "./icon/Icon";
export type { IconName } from "./icon/paths";
export { isIcon } from "./icon/paths";
export type { ButtonLinkProps, ButtonLook, ButtonProps, ButtonSize } from "./button/Button";
export { Button, ButtonLink } from "./button/Button";
export type { IconButtonProps } from "./button/IconButton";
export { IconButton } from "./button/IconButton";
export type { LinkProps } from "./button/Link";
export { Link } from "./button/Link";

export type { MenuEntry, MenuItem, MenuPlacement, MenuSection, MenuSelection } from "./menu/entries";
export type { MenuListPlace } from "./menu/MenuList";
export type { MenuAtProps, MenuProps, MenuTrigger } from "./menu/Menu";
export { Menu, MenuAt, MenuList } from "./menu/Menu";
export type { TooltipPlacement, TooltipProps } from "./overlay/Tooltip";
export { Tooltip } from "./overlay/Tooltip";
export type { PopoverAtProps, PopoverProps, PopoverTrigger } from "./overlay/Popover";
export { Popover, PopoverAt } from "./overlay/Popover";
export type { DialogProps, DrawerProps } from "./overlay/Dialog";
export { Dialog, Drawer } from "./overlay/Dialog";
export type { Question } from "./overlay/confirm";
export { confirm } from "./overlay/confirm";
export type { Toast, ToastAction } from "./toast/toast";
export { toast, toastDiagnostic } from "./toast/toast";

export type { Command, CommandGroup, CommandPaletteProps } from "./palette/CommandPalette";
export { CommandPalette } from "./palette/CommandPalette";

export type { Choice, FieldProps } from "./field/field";
export type { SearchFieldProps, TextAreaProps, TextFieldProps } from "./field/TextField";
export { SearchField, TextArea, TextField } from "./field/TextField";
export type { DateFieldProps } from "./field/DateField";
export { DateField } from "./field/DateField";
export type { NumberFieldProps } from "./field/NumberFieldPart";
export type { SelectProps } from "./field/SelectPart";
export type { ComboBoxProps } from "./field/ComboBoxPart";
export type { RadioChoice, RadioGroupProps } from "./choice/RadioGroupPart";
export { ComboBox, NumberField, RadioGroup, Select } from "./field/parts";
export type { CheckboxProps, SwitchProps } from "./choice/Checkbox";
export { Checkbox, Switch } from "./choice/Checkbox";
export type { Segment, ToggleGroupProps } from "./choice/ToggleGroup";
export { ToggleGroup } from "./choice/ToggleGroup";
export type { TabEntry, TabsProps } from "./choice/Tabs";
export { Tabs } from "./choice/Tabs";

export type { PageProps } from "./page/Page";
export { Page } from "./page/Page";
export type { Later } from "./page/later";
export { fetchLater, foresee, later, toastMissing } from "./page/later";
export type { ErrorBoundaryProps } from "./page/ErrorBoundary";
export { ErrorBoundary } from "./page/ErrorBoundary";
export type { CardProps } from "./show/Card";
export { Card } from "./show/Card";
export type { PillProps, Tone } from "./show/Pill";
export { Pill, Tag } from "./show/Pill";
export type { EmptyStateProps } from "./show/EmptyState";
export { EmptyState } from "./show/EmptyState";
export type { DrawingName } from "./show/Drawing";
export { Drawing } from "./show/Drawing";
export type { CalloutProps, CalloutTone, DiagnosticCalloutProps } from "./show/Callout";
export { Callout, DiagnosticCallout } from "./show/Callout";
export type { AvatarPerson, AvatarProps, AvatarStackProps } from "./show/Avatar";
export { Avatar, AvatarStack, groundOf, initials } from "./show/Avatar";
export { Kbd } from "./show/Kbd";
export { Spinner } from "./show/Spinner";
export type { SkeletonProps } from "./show/Skeleton";
export { Skeleton } from "./show/Skeleton";
export type { ProgressBarProps } from "./show/ProgressBar";
export { ProgressBar } from "./show/ProgressBar";
export type { Column, Sorting, TableProps } from "./table/Table";
export { Table } from "./table/Table";
export type { FigureProps } from "./figure/Figure";
export { Figure } from "./figure/Figure";
export type { FigureAccountProps } from "./figure/FigureAccount";
export type { IntervalBarProps } from "./figure/IntervalBar";
export { IntervalBar } from "./figure/IntervalBar";
export type { EvidenceMarkProps } from "./figure/EvidenceMark";
export { EvidenceMark } from "./figure/EvidenceMark";
