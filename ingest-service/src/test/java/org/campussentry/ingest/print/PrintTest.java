package org.campussentry.ingest.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;

class PrintTest {
  private static String html(String body) {
    return """
        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>x</title>
        <style>@page { size: A4; @bottom-right { content: "第 " counter(page) " / " counter(pages) " 页" } }</style>
        </head><body>%s</body></html>"""
        .formatted(body);
  }

  private static PDDocument pdf(String body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Pdf.write(html(body), out);
    return Loader.loadPDF(out.toByteArray());
  }

  @Test
  void the_text_of_a_pdf_can_be_searched_and_its_font_lies_within() throws Exception {
    try (PDDocument pdf =
        pdf(
            "<h1>校园疫情防控日报告</h1><br><p>超限 ↑ 12.3 ℃ ■ □ 缺</p><p><b>粗体</b></p><p>喆堃玥㛃 &lt;b&gt;</p>")) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("校园疫情防控日报告")
          .contains("超限 ↑ 12.3 ℃ ■ □ 缺", "粗体", "喆堃玥㛃 <b>")
          .contains("第 1 / 1 页")
          .doesNotContain("字体中没有");
      for (var name : pdf.getPage(0).getResources().getFontNames()) {
        PDFont font = pdf.getPage(0).getResources().getFont(name);
        assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        assertThat(font.getName()).contains("NotoSansSC");
      }
    }
  }

  @Test
  void a_character_that_the_font_lacks_is_named_and_not_left_out() throws Exception {
    try (PDDocument pdf = pdf("<p>王\uD83D\uDE00小\uD880\uDC00</p>")) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("王〓小〓")
          .contains("〓 处为字体中没有的字符：U+1F600、U+30000");
    }
  }

  @Test
  void a_page_fetches_nothing() {
    assertThatThrownBy(
            () ->
                Pdf.write(
                    "<html><head><link rel=stylesheet href='/../secret.css'></head></html>",
                    new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/../secret.css");
  }

  private static Sheet sheet() {
    return new Sheet(
        "日报告: 11/28",
        List.of(
            Sheet.Row.head(List.of("项目", "结果")),
            Sheet.Row.of(Sheet.Cell.text("冷库, \"一\""), Sheet.Cell.number(3.456, 1)),
            Sheet.Row.texts(List.of("=1+1", "缺"))));
  }

  @Test
  void a_workbook_holds_numbers_as_numbers_and_text_as_text() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Xlsx.write(List.of(sheet()), out);
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(book.getFirstSheet().getName()).isEqualTo("日报告  11 28");
      var rows = book.getFirstSheet().read();
      assertThat(rows.get(1).getCellText(0)).isEqualTo("冷库, \"一\"");
      assertThat(rows.get(1).getCellAsNumber(1).orElseThrow().doubleValue()).isEqualTo(3.456);
      assertThat(rows.get(2).getCell(0).getType().name()).isEqualTo("STRING");
      assertThat(rows.get(2).getCellText(0)).isEqualTo("=1+1");
    }
  }

  @Test
  void csv_opens_right_in_excel_and_runs_nothing() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Csv.write(sheet(), out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("\uFEFF项目,结果\r\n\"冷库, \"\"一\"\"\",3.5\r\n\"'=1+1\",缺\r\n");
  }
}
