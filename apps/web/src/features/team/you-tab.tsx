"use client";

import { useState } from "react";
import { signOut } from "@/features/frame/session.ts";
import { setTheme, THEMES, type Theme } from "@/features/frame/theme.ts";
import { useViewer } from "@/features/frame/viewer.tsx";
import { Button } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { FilterChip } from "@/ui/filters.tsx";
import { Section } from "@/ui/section.tsx";
import { ROLES } from "./roles.ts";

const THEME_OPTIONS = THEMES.map((theme) => ({ value: theme, label: theme }));

export function YouTab({ theme: initial }: { theme: Theme }) {
  const { name, email, role } = useViewer();
  const [theme, show] = useState(initial);
  return (
    <Section title={name} note={`${role}: ${ROLES[role]}`}>
      <div className="narrow">
        <Facts>
          <Fact label="E-mail">{email}</Fact>
          <Fact label="Theme of this browser">
            <FilterChip
              bare
              label="Theme of this browser"
              value={theme}
              options={THEME_OPTIONS}
              onChange={(next) => {
                if (!next) return;
                setTheme(next);
                show(next);
              }}
            />
          </Fact>
          <Fact label="Session">
            <Button onClick={signOut}>Sign out</Button>
          </Fact>
        </Facts>
      </div>
    </Section>
  );
}
