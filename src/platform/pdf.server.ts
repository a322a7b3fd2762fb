import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

let compiler: Promise<NodeCompiler> | undefined;

/**
 * Sets a document as an accessible PDF (PDF/UA-1). The template is Typst code of ours; what people typed comes beside it as
 * strings (`sys.inputs`) and is never read as code. The template sees no file. What a font cannot show makes a PDF that does
 * not claim PDF/UA.
 */
export async function typesetPdf(template: string, given: Record<string, string>): Promise<Buffer> {
	const typst = await (compiler ??= openCompiler());
	const source = { mainFileContent: template, inputs: given };
	try {
		return typst.pdf(source, { pdfStandard: 'ua-1' as never });
	} catch (refusal) {
		if (!/could not be displayed/.test(String((refusal as Error).message))) throw refusal;
		return typst.pdf(source);
	} finally {
		typst.evictCache(10);
	}
}

/** Loaded when a first document is asked for: most processes never set one. */
async function openCompiler(): Promise<NodeCompiler> {
	const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
	return NodeCompiler.create({ workspace: '/no-folder' });
}
