import { m } from '#words/messages.js';

const browsers: [RegExp, string][] = [
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\/|Opera/, 'Opera'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
	[/Safari\//, 'Safari']
];

const systems: [RegExp, string][] = [
	[/iPhone|iPod/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Macintosh|Mac OS X/, 'Mac'],
	[/CrOS/, 'Chromebook'],
	[/Linux/, 'Linux']
];

/** The device of a session in plain words, such as “Firefox sur Windows”, from what its browser says of itself. */
export function describeDevice(userAgent: string | null): string {
	const browser = nameIn(browsers, userAgent);
	const system = nameIn(systems, userAgent);
	if (browser && system) return m.people_device({ browser, system });
	return browser ?? system ?? m.people_device_unknown();
}

function nameIn(known: [RegExp, string][], userAgent: string | null): string | undefined {
	return known.find(([sign]) => sign.test(userAgent ?? ''))?.[1];
}
