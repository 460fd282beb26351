// Every word of the interface, by area. The core's own sentences live in assets/messages/vi.toml.
import { frame } from './vi/frame';
import { lock } from './vi/lock';
import { overview } from './vi/overview';
import { parts } from './vi/parts';
import { report } from './vi/report';
import { settings } from './vi/settings';
import { shared } from './vi/shared';
import { survey } from './vi/survey';
import { wizard } from './vi/wizard';

export const vi = { frame, lock, overview, parts, report, settings, shared, survey, wizard };
