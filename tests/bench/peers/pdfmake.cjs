// pdfmake.cjs: the rows of plan.json as tables, by pdfmake. Usage: node pdfmake.cjs plan.json OUT.pdf FONTS
const fs = require('fs');
const [input, out, fonts] = process.argv.slice(2);
const plan = JSON.parse(fs.readFileSync(input, 'utf8'));
const sans = { normal: `${fonts}/LiberationSans-Regular.ttf`, bold: `${fonts}/LiberationSans-Bold.ttf` };
const mm = 72 / 25.4;

function row({ kind, cells }) {
  const fill = plan.fills[kind];
  return cells.flatMap(c => [
    { text: c.text, colSpan: c.span, bold: !!fill, ...(fill && { fillColor: fill }), ...(c.colour && { color: c.colour }) },
    ...Array(c.span - 1).fill({}),
  ]);
}

const head = plan.head.map(text => ({ text, bold: true, color: 'white', fillColor: plan.fills.head }));
const content = plan.tables.map((rows, n) => ({
  ...(n > 0 && { pageBreak: 'before' }),
  table: { headerRows: 1, dontBreakRows: true, widths: plan.widths.map(w => w * mm - 4.4), body: [head, ...rows.map(row)] },
  layout: { hLineWidth: () => 0.4, vLineWidth: () => 0.4, hLineColor: () => '#808a94', vLineColor: () => '#808a94',
            paddingLeft: () => 2, paddingRight: () => 2, paddingTop: () => 1.5, paddingBottom: () => 1.5 },
}));
const document = {
  pageSize: 'A4', pageOrientation: 'landscape', pageMargins: [10 * mm, 15 * mm, 10 * mm, 15 * mm],
  header: { text: plan.title, fontSize: 8, margin: [10 * mm, 6 * mm] },
  footer: (page, pages) => ({ text: `Pagina ${page} di ${pages}`, fontSize: 8, alignment: 'right', margin: [10 * mm, 5 * mm] }),
  defaultStyle: { font: 'Sans', fontSize: 7.5 }, content,
};

const modern = require('pdfmake/package.json').version.split('.')[0] >= '0' && typeof require('pdfmake').createPdf === 'function';
if (modern) {
  const pdfmake = require('pdfmake');
  pdfmake.addFonts({ Sans: sans });
  pdfmake.createPdf(document).write(out);
} else {
  const Printer = require('pdfmake');
  const pdf = new Printer({ Sans: sans }).createPdfKitDocument(document);
  pdf.pipe(fs.createWriteStream(out));
  pdf.end();
}
