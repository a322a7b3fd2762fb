import { plantWhenEmpty, type WorldName } from '#seeds/plant.ts';

/** A process of its own that fills a database when it is empty, and sends to the one that started it what it planted. */
const { DATABASE_URL, MAILLAGE_WORLD } = process.env;
process.send!(await plantWhenEmpty(DATABASE_URL!, MAILLAGE_WORLD as WorldName));
process.disconnect();
