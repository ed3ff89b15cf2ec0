# pira.bash: completion of the commands and options of pira in bash; options as in src/options.c.

_pira_template_names() {
    local dir program
    program=$(command -v pira) || return
    program=$(readlink -f "$program")
    for dir in "${PIRA_DATA:-}" "${program%/*}/.." "${program%/*}/../share/pira"; do
        [ -n "$dir" ] && [ -d "$dir/templates" ] || continue
        (cd "$dir/templates" && grep -l '^ *<documento' -- *.xml | sed 's/\.xml$//')
        return
    done
}

_pira() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} word command=
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in validate | compute | render | values | fill | export | init | explain | extract | verify) command=$word; break ;; esac
    done
    [ "$previous" = = ] && previous=${COMP_WORDS[COMP_CWORD - 2]}
    [ "$current" = = ] && current=
    COMPREPLY=()
    case $previous in
        --lang) mapfile -t COMPREPLY < <(compgen -W 'it en' -- "$current"); return ;;
        --format) mapfile -t COMPREPLY < <(compgen -W 'text json sarif' -- "$current"); return ;;
        --dump) mapfile -t COMPREPLY < <(compgen -W 'blocks pages' -- "$current"); return ;;
        --table) mapfile -t COMPREPLY < <(compgen -W 'indicatori obiettivi iniziative albero' -- "$current"); return ;;
        -t | --template) mapfile -t COMPREPLY < <(compgen -W "$(_pira_template_names)" -- "$current"; compgen -f -X '!*.xml' -- "$current"); return ;;
        -d | --directory) mapfile -t COMPREPLY < <(compgen -d -- "$current"); compopt -o filenames; return ;;
        -j | --jobs) mapfile -t COMPREPLY < <(compgen -W '0 1 2 4 8' -- "$current"); return ;;
        -o | --output | --log) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    esac
    local options='--help --version --lang= --no-color --all --timeout=' ending=xml
    case $command in
        '') mapfile -t COMPREPLY < <(compgen -W "validate compute render values fill export init explain extract verify $options" -- "$current"); return ;;
        validate) options+=' --format= --strict' ;;
        compute) options+=' --output=' ;;
        render) options+=' --template= --output= --directory= --draft --no-attachments --jobs= --skip-unchanged --log= --dump=' ;;
        values | init) options+=' --output=' ;;
        fill) options+=' --output=' ending='@(xml|csv)' ;;
        export) options+=' --table= --output=' ;;
        extract) options+=' --directory=' ending=pdf ;;
        verify) ending=pdf ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
        [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace
    else
        mapfile -t COMPREPLY < <(compgen -d -- "$current"; compgen -f -X "!*.$ending" -- "$current")
        compopt -o filenames
    fi
}

complete -F _pira pira
