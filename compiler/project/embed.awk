# Texts as C: each file becomes a constant, template_ and its name with an underscore for every dot.
# A string literal of C11 need not be longer than 4095 bytes, and the compilers say so.
BEGIN {
    print "/* Made by embed.awk. */"
    print "#include \"project/templates.h\""
}
FNR == 1 {
    if (NR > 1)
        print ";"
    name = FILENAME
    sub(/.*\//, "", name)
    gsub(/\./, "_", name)
    printf "\nconst char template_%s[] =\n", name
}
{
    gsub(/["\\?]/, "\\\\&")
    printf "    \"%s\\n\"\n", $0
}
END { print ";" }
