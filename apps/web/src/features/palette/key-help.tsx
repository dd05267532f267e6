"use client";

import { useState } from "react";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { listKeys } from "@/ui/keys.ts";

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const [keys] = useState(listKeys);
  return (
    <Dialog title="Keys of this page" onClose={onClose} wide footer={<Button onClick={onClose}>Close</Button>}>
      <Facts>
        {keys.map(({ keys: pressed, what }) => (
          <Fact key={pressed} label={what}>
            {pressed.split(" ").map((key) => (
              <kbd key={key}>{KEY_NAMES.get(key) ?? key}</kbd>
            ))}
          </Fact>
        ))}
      </Facts>
    </Dialog>
  );
}

const KEY_NAMES = new Map([
  ["mod+k", "⌘K or Ctrl-K"],
  ["Enter", "↵"],
  ["Escape", "esc"],
]);
