const LEAD = String.raw`(?:^|[.;:!?),]\s{1,3}|\b(?:sure|remember|ha[sd]|have|needs?|hesitate|forget|free|fails?|try|order|necessary|allowed|used)\s{1,3}to\s{1,3}|(?:^|\s)[-*+]\s{1,4}|\d[.)]\s{1,3}|\b(?:then|and|or|but|first|next|also|always|finally|please|must|should|shall|will|may|can|could|would|it|we|you|that|which|plugin|operation|retrieve|retriever|retrieval|update|updater|agent|memory|design|script|step|by)\s{1,3}(?:(?:also|then|first|always|may|can|will|must|should)\s{1,3}){0,2})["'*_\x60]{0,3}`;

/** A sentence that asks for something: a verb at its head or behind who does it, and soon after it what it is done to. */
function asks(verbs: string, objects: string, gap = 90): RegExp {
  return new RegExp(String.raw`${LEAD}(?:${verbs})\b(?!\s{1,3}of\b)[^.!?\n]{0,${gap}}?(?:${objects})`, "gimu");
}

function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join("|"), "gimu");
}

const ADDRESS = String.raw`\bhttps?:\/\/|\bwss?:\/\/|\bftp:\/\/`;

/** What sentences ask for, by rule. Matched within one paragraph whose lines are joined. */
export const PROSE_PATTERNS = {
  network: anyOf(
    asks(
      "download(?:s|ing)?|upload(?:s|ing)?|fetch(?:es|ing)?|sends?|sending|posts?|posting|gets?|getting|pulls?|pulling|push(?:es|ing)?|quer(?:y|ies|ying)|calls?|calling|requests?|contacts?|connects?|connecting|reports?|syncs?|syncing|streams?|loads?|look(?:s|ing)? up|search(?:es|ing)?",
      String.raw`${ADDRESS}|\b(?:the\s|a\s|an\s)?(?:internet|web ?hook|remote (?:server|host|endpoint|machine|store|service|database|api)|(?:http|rest|web|search|external|cloud|public|embedding|model)[- ]?(?:api|endpoint|service|server)|url\b|over (?:http|the network|the internet)|from the (?:web|internet|network|cloud)|to the (?:web|cloud|server))`,
    ),
    asks(
      "opens?|opening|creates?|starts?|starting|uses?|using",
      String.raw`(?:\b(?:tcp|udp|web|unix|network)[- ]?)?\bsockets?\b|\b(?:network|http|tcp|ssh)\s(?:connection|client|request|server|call)s?\b`,
      40,
    ),
    asks(
      "runs?|running|executes?|executing|invokes?|invoking|uses?|using|calls?",
      String.raw`["'\x60](?:curl|wget|ssh|scp|nc|git (?:clone|pull|push|fetch)|npm i|pip install)\b`,
      40,
    ),
  ),
  "process-spawn": anyOf(
    asks(
      "runs?|running|executes?|executing|spawns?|spawning|launch(?:es|ing)?|forks?|forking|starts?|starting|invokes?|invoking|shells?",
      String.raw`\b(?:a|an|the|this|another|any|its|some|in a|as a|out to|in the)\s(?:\w+\s){0,2}?(?:sub-?process|child process|shell|shell command|bash command|command line|terminal|background process|daemon|worker process|system command|binary|executable|cron job)\b`,
      50,
    ),
    asks(
      "runs?|running|executes?|executing|invokes?|invoking|launch(?:es|ing)?",
      String.raw`["'\x60](?:\.\/[\w./-]{1,80}|bash|sh|python3?|node|npm|npx|make|docker|sudo|\w{1,20}\.(?:sh|py|exe))(?:\s|["'\x60])`,
      30,
    ),
  ),
  "write-outside": asks(
    "writes?|writing|saves?|saving|stores?|storing|appends?|appending|creates?|creating|deletes?|deleting|removes?|removing|copy|copies|copying|moves?|moving|overwrites?|overwriting|puts?|putting|modif(?:y|ies|ying)|edits?|editing|dumps?",
    String.raw`(?:["'\x60\s(])(?:~\/|\/(?:etc|usr|var|home|root|tmp|opt|srv|mnt|bin)\b|\.\.\/|\$HOME|\.git\/|C:\\)|\b(?:home|temp(?:orary)?|system|root|parent|git) (?:directory|folder|dir)\b|\boutside (?:of )?(?:its|the|their) (?:own )?(?:output )?(?:folder|directory)\b|\bthe (?:repository|repo|working tree|checkout|source tree)\b`,
  ),
  "environment-read": asks(
    "reads?|reading|uses?|using|loads?|loading|takes?|taking|gets?|getting|looks? (?:at|up)|inspects?|access(?:es|ing)?|collects?|print(?:s|ing)?|dumps?|quer(?:y|ies)|picks? up|copy|copies|asks? for",
    String.raw`\b(?:environment(?:al)? variables?|env(?:ironment)? vars?|the environment\b|process environment|api keys?|access tokens?|auth(?:entication)? tokens?|session tokens?|credentials?|passwords?|secrets?|private keys?|ssh keys?|key ?chain|\.env\b|cookies?)|\$[A-Z][A-Z0-9_]{2,}`,
    60,
  ),
  "held-out-read": asks(
    "reads?|reading|uses?|using|looks? (?:at|up|into)|looking (?:at|up|into)|takes?|consults?|consulting|inspects?|compares?|comparing|match(?:es|ing)?|access(?:es|ing)?|returns?|returning|filters?|ranks?|ranking|prefers?|loads?|loading|check(?:s|ing)?|peeks?|sorts?|knows?|conditions?|includes?",
    String.raw`\b(?:held[- ]?out|hold-?out|outcomes?\b|ground[- ]truth|gold (?:labels?|answers?)|expected (?:answers?|outputs?|results?)|verdicts?\b|eval(?:uation)? (?:tasks?|set|results?|scores?|answers?)|test (?:labels?|answers?|set)|acceptance (?:state|result)|whether (?:it|the task|the run) (?:passed|failed|succeeded)|final (?:score|grade)s?)`,
    80,
  ),
  "skill-store-write": asks(
    "writes?|writing|saves?|saving|updates?|updating|edits?|editing|modif(?:y|ies|ying)|overwrites?|overwriting|creates?|creating|adds?|adding|installs?|installing|appends?|appending|changes?|changing|patch(?:es|ing)?|replaces?|replacing|deletes?|deleting|removes?|removing|publish(?:es|ing)?|commits?|committing|puts?",
    String.raw`\bSKILL\.md\b|\.(?:agents|claude|github|cursor|codex)\/skills\b|\b(?:live |team'?s? |the )?skills? (?:store|library|folder|directory|catalog(?:ue)?)\b|\blive skills?\b|\bskills? in place\b|\binstalled skills?\b|\bcatalog\.tsv\b`,
    70,
  ),
  "dynamic-code": anyOf(
    asks(
      "evaluates?|evaluating|evals?|executes?|executing|runs?|running|interprets?|compiles?|compiling|imports?|importing|loads?|loading|generates? and runs?",
      String.raw`\b(?:the |any |this |its |stored |retrieved |returned |generated |received |arbitrary |model |some |a ){0,4}(?:code|source text|snippets?|expressions?|plugins?|modules?|javascript|python|scripts?|functions?)\b[^.!?\n]{0,40}?\b(?:at run ?time|from (?:the )?(?:memory|lesson|text|model|string|input|entry|store)|as code|dynamically|stored in|that (?:the|a) (?:model|lesson|memory)|it (?:retrieves|receives|generates))`,
      10,
    ),
    asks(
      "uses?|using|calls?|calling|runs?|pass(?:es)? (?:it|them|the \\w+) to|feeds? (?:it|them|the \\w+) to",
      String.raw`["'\x60]?(?:\beval\s?\(|\bexec\s?\(|["'\x60](?:eval|exec|new Function|__import__|importlib)\b|\bdynamic (?:import|code|evaluation)s?\b)`,
      30,
    ),
  ),
  "clock-randomness": asks(
    "uses?|using|reads?|reading|takes?|taking|gets?|getting|picks?|picking|chooses?|choosing|samples?|sampling|shuffles?|shuffling|generates?|generating|draws?|drawing|adds?|adding|stamps?|stamping|sorts?|records?|recording|breaks? ties|break ties|selects?|seeds?|weighs?|ranks?|decays?|expires?|orders?|returns?|look(?:s)? at|check(?:s)?|depends on|waits?",
    String.raw`\b(?:current (?:time|date|timestamp|day)|system (?:time|clock)|wall[- ]?clock|today'?s date|time of day|the clock\b|at random\b|random(?:ly|ised|ized)?\b(?! access)|uuid4?s?\b|entropy|coin flip|by chance|jitter|now\(\))`,
    60,
  ),
} as const satisfies Readonly<Record<string, RegExp>>;

/** Words before a match that turn it round. */
export const FORBIDS =
  /\b(?:never|not|no|nor|neither|without|mustn't|don't|doesn't|can't|cannot|won't|isn't|aren't|shouldn't|wouldn't|couldn't|avoids?|avoiding|forbid(?:s|den)?|prohibit(?:s|ed)?|refus(?:e|es|ed|ing)|rather than|instead of|denie[sd]|disallow(?:s|ed)?|prevents?|blocks?|rejects?|nothing|nobody|free of)\b/iu;
/** And those that turn it back. */
export const FORBIDS_NOT =
  /\b(?:not|n't|never)\s{1,3}(?:only|hesitate|forget|fail|omit|neglect|just|merely|necessarily)\b|\bno (?:matter|later|longer than|sooner|need to (?:ask|wait))\b|\bnot? (?:a )?problem\b|\bwithout (?:asking|waiting|delay|hesitation|fail|exception|further|telling|confirmation)\b/giu;
