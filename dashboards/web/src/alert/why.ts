import { lang } from '../words/words';
import { say } from './words';

type Role = 'officer' | 'backup' | 'leader' | 'department';
const ROLES: readonly string[] = ['officer', 'backup', 'leader', 'department'];

/**
 * The service writes why it called somebody in fixed English sentences; what is not known here is shown as it is.
 * What comes in both languages has a dot between them, and the time in the first.
 */
export function whyText(why: string, name: (id: string) => string): string {
  const [chinese, english] = why.split(' · ');
  if (english !== undefined) {
    const time = /\d{4}-\d\d-\d\d \d\d:\d\d/.exec(chinese ?? '');
    return lang.value === 'en' ? `${english}${time ? ` (${time[0]})` : ''}` : (chinese ?? why);
  }
  const parts = why.split(/, at once: |; /).map((part) => partText(part, name));
  return parts.join(lang.value === 'en' ? '; ' : '；');
}

const roleText = (word: string) => (ROLES.includes(word) ? say(`why.role.${word as Role}`) : word);

function partText(part: string, name: (id: string) => string): string {
  const step = /^(\S+) after (\d+) min(, again)?$/.exec(part);
  if (step) {
    const [, who = '', n = '', again] = step;
    const role = ROLES.includes(who) ? roleText(who) : name(who);
    return say(again ? 'why.again' : 'why.after', { role, n });
  }
  const free = /^no (\S+) is on duty$/.exec(part);
  if (free) {
    return say('why.no.duty', { role: roleText(free[1] ?? '') });
  }
  const deaf = /^(\S+) has no channel$/.exec(part);
  if (deaf) {
    return say('why.no.channel', { who: name(deaf[1] ?? '') });
  }
  const nobody = /^nobody of department (\S+) has a channel$/.exec(part);
  if (nobody) {
    return say('why.no.department', { who: nobody[1] ?? '' });
  }
  switch (part) {
    case 'the area has no owner':
      return say('why.no.owner');
    case 'no policy is for it':
      return say('why.no.policy');
    case 'the shift changed':
      return say('why.shift');
    default:
      return part;
  }
}
