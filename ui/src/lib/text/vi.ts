// Every word of the interface, by area. The core's own sentences live in assets/messages/vi.toml.
import { activity } from './vi/activity';
import { audit } from './vi/audit';
import { counsel } from './vi/counsel';
import { find } from './vi/find';
import { frame } from './vi/frame';
import { help } from './vi/help';
import { instrument } from './vi/instrument';
import { occupation } from './vi/occupation';
import { document } from './vi/document';
import { check } from './vi/check';
import { handover } from './vi/handover';
import { outcome } from './vi/outcome';
import { plan } from './vi/plan';
import { rules } from './vi/rules';
import { lesson } from './vi/lesson';
import { lock } from './vi/lock';
import { means } from './vi/means';
import { look } from './vi/look';
import { overview } from './vi/overview';
import { parts } from './vi/parts';
import { report } from './vi/report';
import { roster } from './vi/roster';
import { settings } from './vi/settings';
import { shared } from './vi/shared';
import { consent } from './vi/consent';
import { record } from './vi/record';
import { student } from './vi/student';
import { survey } from './vi/survey';
import { evidence, trip } from './vi/trip';
import { wizard } from './vi/wizard';

export const vi = {
  activity,
  audit,
  counsel,
  evidence,
  find,
  frame,
  help,
  instrument,
  lesson,
  occupation,
  check,
  document,
  handover,
  outcome,
  plan,
  rules,
  lock,
  means,
  look,
  overview,
  parts,
  report,
  roster,
  settings,
  shared,
  consent,
  record,
  student,
  survey,
  trip,
  wizard,
};
