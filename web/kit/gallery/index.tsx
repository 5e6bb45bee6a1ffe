/** Every part of the kit on one page, to look at in both themes and languages. Development only. */
import { useState } from "react";
import type { ReactNode } from "react";
import * as kit from "../src/index";
import { PATHS } from "../src/icon/paths";
import type { IconName } from "../src/icon/paths";
import { COUNT, DROP, FEW, LEVEL, NOTHING, NPS, SHARE } from "./samples";
import "./gallery.css";

const { Button, Card, IconButton, Menu, Page } = kit;

export function Gallery(): ReactNode {
  return (
    <main>
      <Page
        title="Every part of the kit stands here, quiet until it is needed."
        lead="129,487 answers, Q3 2026, two hours old. Change theme and language below."
        actions={<Switches />}
        filters={
          <>
            <kit.Pill icon="map">All maps</kit.Pill>
            <kit.Pill dot tone="good">
              fresh · 81 % of statements backed
            </kit.Pill>
            <kit.Pill tone="bad">Pain point · moment of truth</kit.Pill>
            <kit.Tag tone="bad">dropped</kit.Tag>
            <kit.Tag tone="good">proved</kit.Tag>
            <kit.Tag tone="warn">ageing</kit.Tag>
            <kit.Tag tone="accent">heard</kit.Tag>
            <kit.Tag tone="org">technology</kit.Tag>
            <kit.Tag tone="human">people</kit.Tag>
          </>
        }
      >
        <div className="gallery">
          <Buttons />
          <Fields />
          <Choices />
          <Figures />
          <Words />
          <Overlays />
          <Card title="Spend the flight" flush>
            <Numbers />
          </Card>
          <Card title="Empty">
            <kit.EmptyState
              small
              drawing="evidence"
              title="Nothing was heard yet"
              says="Upload a survey export, and the curve bends to what customers said."
              action={
                <Button look="primary" icon="upload">
                  Import a survey
                </Button>
              }
            />
          </Card>
          <Drawings />
          <Icons />
        </div>
      </Page>
    </main>
  );
}

function Switches(): ReactNode {
  const { theme } = kit.useTheme();
  const language = kit.useLanguage();
  return (
    <>
      <kit.ToggleGroup
        label="Theme"
        value={theme}
        onChange={(next) => kit.setTheme(next as kit.Theme)}
        segments={[
          { id: "system", label: "System", icon: "system", iconOnly: true },
          { id: "light", label: "Light", icon: "sun", iconOnly: true },
          { id: "dark", label: "Dark", icon: "moon", iconOnly: true },
        ]}
      />
      <kit.ToggleGroup
        label="Language"
        value={language}
        onChange={(next) => void kit.setLanguage(next as kit.Language)}
        segments={[
          { id: "en", label: "English" },
          { id: "de", label: "Deutsch" },
        ]}
      />
    </>
  );
}

function Buttons(): ReactNode {
  const [chosen, setChosen] = useState<readonly string[]>(["family"]);
  return (
    <Card title="Buttons" aside={<IconButton icon="more" label="More" size="s" />}>
      <div className="gallery__row">
        <Button look="primary" icon="plus">
          New opportunity
        </Button>
        <Button icon="download">Export</Button>
        <Button look="ghost">Cancel</Button>
        <Button look="danger" icon="trash">
          Delete
        </Button>
        <Button look="primary" pending>
          Saving
        </Button>
        <Button disabled>Not now</Button>
      </div>
      <div className="gallery__row">
        <Button size="s" look="primary">
          Share
        </Button>
        <Button size="s" icon="present">
          Present
        </Button>
        <IconButton icon="undo" label="Undo" keys="Ctrl+Z" />
        <IconButton icon="redo" label="Redo" keys="Ctrl+Shift+Z" disabled />
        <IconButton icon="eye" label="Show what is hidden" selected />
        <Menu
          label="More"
          entries={[
            { id: "edit", label: "Edit", icon: "edit", keys: "Enter" },
            { id: "copy", label: "Copy", icon: "copy", keys: "Ctrl+C" },
            { id: "link", label: "Share …", icon: "share", hint: "Read-only, with chosen lanes" },
            "line",
            { id: "delete", label: "Delete", icon: "trash", danger: true, keys: "Delete" },
          ]}
          trigger={(menu) => (
            <Button {...menu} size="s" iconAfter="chevron-down">
              More
            </Button>
          )}
        />
        <Menu
          label="Personas"
          entries={["family", "business", "student"].map((id) => ({ id, label: `${id} traveller` }))}
          selection={{ mode: "many", chosen, onChoose: setChosen }}
          trigger={(menu) => (
            <Button {...menu} size="s" icon="person" iconAfter="chevron-down">
              Personas
            </Button>
          )}
        />
        <kit.Link href="/dev/kit">A link</kit.Link>
        <kit.Kbd keys="Ctrl+Shift+K" />
      </div>
    </Card>
  );
}

function Fields(): ReactNode {
  const [text, setText] = useState("Family trip by air");
  const [number, setNumber] = useState<number | null>(85);
  const [kind, setKind] = useState("customer-journey");
  const [person, setPerson] = useState("");
  const [date, setDate] = useState<string | null>("2026-11-03");
  const choices = [
    { id: "customer-journey", label: "Customer journey map", hint: "Stages, steps and what is felt there" },
    { id: "blueprint", label: "Service blueprint" },
    { id: "experience", label: "Experience map" },
  ];
  return (
    <Card title="Fields">
      <div className="gallery__fields">
        <kit.TextField label="Title" value={text} onChange={setText} required hint="As people call this journey." />
        <kit.TextField label="Address" value="ada@" onChange={() => undefined} error="This is not an address." type="email" />
        <kit.Select label="Kind of map" choices={choices} value={kind} onChange={setKind} />
        <kit.ComboBox label="Touchpoint" choices={choices} value={person} onChange={setPerson} onCreate={() => undefined} placeholder="Write to find" />
        <kit.NumberField label="Target" value={number} onChange={setNumber} unit="%" min={0} max={100} />
        <kit.DateField label="Review by" value={date} onChange={setDate} />
        <kit.SearchField label="Search" labelHidden value={text} onChange={setText} placeholder="Search" />
        <kit.TextArea label="How might we …?" value={text} onChange={setText} rows={2} />
      </div>
    </Card>
  );
}

function Choices(): ReactNode {
  const [on, setOn] = useState(true);
  const [state, setState] = useState("as-is");
  const [start, setStart] = useState("blank");
  return (
    <Card title="Choices">
      <div className="gallery__stack">
        <kit.ToggleGroup
          label="State"
          value={state}
          onChange={setState}
          segments={[
            { id: "as-is", label: "As is" },
            { id: "to-be", label: "To be" },
            { id: "compare", label: "Compare" },
          ]}
        />
        <kit.Checkbox checked={on} onChange={setOn} hint="Only answers with rights to be shown">
          Show quotes
        </kit.Checkbox>
        <kit.Checkbox checked={false} mixed onChange={() => undefined}>
          Some of them
        </kit.Checkbox>
        <kit.Switch checked={on} onChange={setOn}>
          Lock the map
        </kit.Switch>
        <kit.RadioGroup
          label="Begin with"
          look="cards"
          value={start}
          onChange={setStart}
          choices={[
            { id: "blank", label: "A blank map", hint: "Stages and steps of your own", icon: "plus" },
            { id: "preset", label: "A preset", hint: "Stages that many use", icon: "grid" },
            { id: "file", label: "A file", hint: "YAML of Outside-In", icon: "upload" },
          ]}
        />
        <kit.Tabs
          label="Parts"
          tabs={[
            { id: "a", label: "Measured", count: "14", content: <p>Fourteen measures.</p> },
            { id: "b", label: "Heard", count: "312", content: <p>What was said.</p> },
          ]}
        />
      </div>
    </Card>
  );
}

function Figures(): ReactNode {
  return (
    <Card title="Numbers" foot="Bars are 95 % intervals; hollow: too few answers to say.">
      <div className="gallery__tiles">
        <kit.Figure estimate={NPS} title="Loyalty (NPS)" size="l" />
        <kit.Figure estimate={SHARE} title="CSAT" size="l" showN />
        <kit.Figure estimate={COUNT} title="Answers" size="l" />
      </div>
      <div className="gallery__row">
        <kit.Figure estimate={LEVEL} title="Emotional level" />
        <kit.Figure estimate={FEW} title="Lounge" showN />
        <kit.Figure estimate={DROP} title="Effort" signed tone="bad" />
        <kit.Figure estimate={NOTHING} title="Hotline" />
      </div>
      <div className="gallery__intervals">
        <kit.IntervalBar estimate={LEVEL} from={1} to={10} target={7} />
        <kit.IntervalBar estimate={FEW} from={1} to={10} />
      </div>
      <div className="gallery__row">
        <kit.EvidenceMark strength="measured" word />
        <kit.EvidenceMark strength="heard" word />
        <kit.EvidenceMark strength="assumption" word />
        <kit.EvidenceMark strength="measured" word stale />
      </div>
    </Card>
  );
}

function Words(): ReactNode {
  return (
    <Card title="Words">
      <div className="gallery__stack">
        <kit.DiagnosticCallout
          diagnostic={{
            severity: "error",
            says: "The column “Score” holds text in 12 rows.",
            fix: "Say what “n/a” means, or leave the rows out.",
            where: { file: "nps.csv", line: null, row: 12, column: "Score", record: null },
          }}
        />
        <kit.DiagnosticCallout diagnostic={{ severity: "warning", says: "The evidence is 7 months old.", fix: "" }} action={<Button size="s">Review</Button>} />
        <kit.DiagnosticCallout diagnostic={{ severity: "hint", says: "Pain points start with a gerund: “Losing the form”.", fix: "" }} />
        <kit.ProgressBar label="Reading …" value={0.62} says="80,500 of 129,880 rows" />
        <kit.ProgressBar label="Counting …" />
        <div className="gallery__row">
          <kit.Spinner />
          <kit.AvatarStack
            people={["Ada Lovelace", "Ben Okri", "Cem Özdemir", "Dana Scully", "Eve"].map((name, id) => ({ id: `p${id}`, name }))}
          />
        </div>
        <kit.Skeleton />
      </div>
    </Card>
  );
}

function Overlays(): ReactNode {
  const [open, setOpen] = useState(false);
  const [drawer, setDrawer] = useState(false);
  return (
    <Card title="Overlays">
      <div className="gallery__row">
        <Button onPress={() => setOpen(true)}>Dialog</Button>
        <Button onPress={() => setDrawer(true)}>Drawer</Button>
        <Button
          onPress={() =>
            void kit.confirm({ title: "Delete this map?", says: "It goes to the trash of the workspace.", action: "Delete", danger: true })
          }
        >
          Confirm
        </Button>
        <Button onPress={() => kit.toast({ says: "Card deleted.", action: { label: "Undo", onAction: () => undefined } })}>Toast</Button>
        <Button onPress={() => kit.toast({ says: "The server cannot be reached.", fix: "Your edits are kept.", tone: "bad" })}>Bad toast</Button>
        <kit.Popover label="A panel" trigger={(popover) => <Button {...popover}>Popover</Button>}>
          <p>Something small that belongs to its button.</p>
        </kit.Popover>
      </div>
      <kit.Dialog
        open={open}
        title="New map"
        lead="What shall it show?"
        onClose={() => setOpen(false)}
        onSubmit={() => setOpen(false)}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>Cancel</Button>
            <Button look="primary" type="submit">
              Create map
            </Button>
          </>
        }
      >
        <kit.TextField label="Title" value="" onChange={() => undefined} autoFocus />
      </kit.Dialog>
      <kit.Drawer open={drawer} title="Losing the form when the app crashes" onClose={() => setDrawer(false)}>
        <kit.Figure estimate={LEVEL} title="Emotional level" />
      </kit.Drawer>
    </Card>
  );
}

function Numbers(): ReactNode {
  const rows = [
    { name: "Check in online", level: LEVEL, share: SHARE },
    { name: "Lounge", level: FEW, share: FEW },
    { name: "Call the hotline", level: LEVEL, share: NOTHING },
  ];
  const [sorting, setSorting] = useState<kit.Sorting>({ by: "share", down: true });
  return (
    <kit.Table
      label="Touchpoints"
      rows={rows}
      rowKey={(row) => row.name}
      sorting={sorting}
      onSort={setSorting}
      columns={[
        { id: "name", title: "Touchpoint", cell: (row) => <b>{row.name}</b>, sortable: true },
        { id: "level", title: "How it feels", cell: (row) => <kit.IntervalBar estimate={row.level} from={1} to={10} />, width: 190 },
        { id: "share", title: "Importance", numeric: true, sortable: true, cell: (row) => <kit.Figure estimate={row.share} title="Importance" stacked /> },
      ]}
    />
  );
}

function Drawings(): ReactNode {
  return (
    <Card title="Drawings">
      <div className="gallery__row">
        {(["journey", "evidence", "persona", "touchpoint", "proof", "door", "broken"] as const).map((name) => (
          <kit.Drawing key={name} name={name} />
        ))}
      </div>
    </Card>
  );
}

function Icons(): ReactNode {
  return (
    <Card title="Icons">
      <div className="gallery__icons">
        {(Object.keys(PATHS) as IconName[]).map((name) => (
          <span key={name}>
            <kit.Icon name={name} size={22} />
            {name}
          </span>
        ))}
      </div>
    </Card>
  );
}
