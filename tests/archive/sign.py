#!/usr/bin/python3
"""Signs a document as a PAdES tool does: a field on page 1 that shows nothing, and a CAdES signature, by openssl, over the rest.

usage: sign.py GOOD.pdf SIGNED.pdf KEY.pem CERTIFICATE.pem
       sign.py GOOD.pdf FIELD.pdf          only the field, for another tool to sign
"""
import re
import subprocess
import sys

import append

ROOM = 8192      # hexadecimal digits for the signature, zeros after it
RANGE = b"/ByteRange[0 0000000000 0000000000 0000000000]"


def add_field(a, value=b""):
    page = a.pdf.pages[0]
    widget = a.new(b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Firma)/Rect[0 0 0 0]/F 132%s/P %d 0 R>>" % (value, page.obj.objgen[0]))
    there = b" ".join(b"%d 0 R" % one.objgen[0] for one in page.obj.get("/Annots", []))
    text = re.sub(rb"/Annots \[[^]]*\]", b"", page.obj.unparse(resolved=True))
    a.put(page.obj.objgen[0], text[:text.rindex(b">>")] + b"/Annots[%s %d 0 R]>>" % (there, widget))
    root = a.pdf.Root.unparse(resolved=True)
    a.put(a.root, root[:root.rindex(b">>")] + b"/AcroForm<</Fields[%d 0 R]/SigFlags 3>>>>" % widget)


def fill_in(path, key, certificate):
    """What is signed is the file but for the signature itself."""
    data = open(path, "rb").read()
    begin = data.rindex(b"/Contents<" + b"0" * ROOM) + len("/Contents")
    end = begin + ROOM + 2
    data = data.replace(RANGE, b"/ByteRange[0 %010d %010d %010d]" % (begin, end, len(data) - end))
    signature = subprocess.run(["openssl", "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-outform", "DER", "-signer", certificate,
                                "-inkey", key], input=data[:begin] + data[end:], capture_output=True, check=True).stdout
    digits = signature.hex().encode()
    open(path, "wb").write(data[:begin + 1] + digits + data[begin + 1 + len(digits):])


def main():
    good, out, *pair = sys.argv[1:]
    appender = append.Appender(good)
    value = b""
    if pair:
        number = appender.new(b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached%s/Contents<%s>>>" % (RANGE, b"0" * ROOM))
        value = b"/V %d 0 R" % number
    add_field(appender, value)
    appender.save(out)
    if pair:
        fill_in(out, *pair)


if __name__ == "__main__":
    main()
