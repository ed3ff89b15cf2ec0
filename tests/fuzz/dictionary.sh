#!/bin/bash
# dictionary.sh: the words of a schema (elements, attributes, values) as a libFuzzer dictionary. Usage: dictionary.sh SCHEMA.xsd
words() { grep -o "$1=\"[^\"]*\"" "$2" | sed 's/^[a-z]*="\(.*\)"$/\1/' | sort -u; }
words '<xs:element name' "$1" | sed 's/.*/"<&>"\n"<\/&>"/'
words '<xs:attribute name' "$1" | sed 's/.*/" &=\\""/'
words '<xs:enumeration value' "$1" | sed 's/["\\]/\\&/g; s/.*/"&"/'
printf '%s\n' '"&amp;"' '"<!--"' '"-->"' '"<![CDATA["' '"]]>"' '"<?xml"' '"xmlns=\""' '"/>"' '"2025"' '"2025-06-30"' '"-1"' '"99999999999999999999"'
